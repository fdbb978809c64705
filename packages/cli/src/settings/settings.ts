import { readFile } from 'node:fs/promises'
import type { ClientAuthentication, PrivateJwk } from 'timesheets-sdk/auth'
import { UsageError } from '../io/outcome/errors.ts'
import { excerpt } from '../io/terminal/plain-text.ts'
import { type FileSettings, readConfigFile } from './config-file.ts'
import { dpopFlag, type SettingName, settingDefinitions } from './definitions.ts'
import { configPath, profileOf } from './paths.ts'

/** The settings of a command that calls the API. */
export interface Settings {
  readonly apiUrl: string
  readonly authorization: Authorization
}

export type Authorization = { readonly token: string } | MachineAuthorization | PersonAuthorization

/** A machine client, which gets tokens for itself. */
export interface MachineAuthorization extends PersonAuthorization {
  readonly authentication: ClientAuthentication
}

/** A public client, to which a person signs in. */
export interface PersonAuthorization {
  readonly issuer: string
  readonly audience: string
  readonly clientId: string
  /** The scopes to request; undefined: those that a machine client has, and all for a person. */
  readonly scope?: string
  /** Whether tokens are bound to a key of this machine. */
  readonly dpop?: true
}

type Env = Readonly<Record<string, string | undefined>>
type Values = Readonly<Partial<Record<SettingName, string>>>

const secretMethods = ['client_secret_post', 'client_secret_basic', 'client_secret_json'] as const

/**
 * Reads the settings from the environment and, where that is silent, from the file of settings.
 *
 * @throws {UsageError} that names the setting that is missing or wrong
 */
export async function readSettings(env: Env): Promise<Settings> {
  const values = await readValues(env)
  return { apiUrl: required(values, 'apiUrl'), authorization: await authorizationOf(values) }
}

/** @throws {UsageError} if there is no such profile, or the file is unusable */
async function readValues(env: Env): Promise<Values> {
  const profile = profileOf(env)
  const file = await readConfigFile(configPath(env))
  if (profile !== undefined && Object.keys(file).length === 0) {
    throw new UsageError(`there is no profile ${profile}: see timesheets profiles list`)
  }
  return mergedValues(env, file)
}

/** How a caller shows who it is: those of the environment and of the file are not mixed. */
const credentials = ['clientSecret', 'clientKey', 'token'] as const

/**
 * Each setting's value, without what a file or a pipe left around it: the environment's, else the file's. The
 * file of a profile comes first, since a caller who names a profile means its API. A flag comes before both.
 *
 * @throws {UsageError} when a value is in quotes, which `docker --env-file` and others take for a part of it
 */
export function mergedValues(env: Env, file: FileSettings): Values {
  const fromEnv: Partial<Record<SettingName, string>> = {}
  for (const [name, { variable }] of Object.entries(settingDefinitions)) {
    // An empty variable is an unset one, as CI systems leave them.
    const value = env[variable]?.trim()
    if (value) fromEnv[name as SettingName] = value
  }
  const [first, second] = profileOf(env) === undefined ? [fromEnv, file] : [file, fromEnv]
  const merged: Partial<Record<SettingName, string>> = { ...second, ...first }
  if (env[dpopFlag] !== undefined) merged.dpop = 'true'
  if (credentials.some((name) => first[name] !== undefined)) {
    for (const name of credentials) {
      if (first[name] === undefined) delete merged[name]
    }
  }
  for (const [name, value] of Object.entries(merged)) {
    if (/^(["']).*\1$/s.test(value))
      throw new UsageError(`${label(name as SettingName)} is in quotes: remove them`)
  }
  return merged
}

function required(values: Values, name: SettingName): string {
  const value = values[name]?.trim()
  if (value) return value
  throw new UsageError(`${label(name)} is not set: ${settingDefinitions[name].about}`)
}

function label(name: SettingName): string {
  return settingDefinitions[name].variable
}

async function authorizationOf(values: Values): Promise<Authorization> {
  if (values.token !== undefined) return { token: values.token }
  if (values.issuer === undefined && values.clientId === undefined) {
    throw new UsageError(
      `neither ${label('token')} nor ${label('issuer')} and ${label('clientId')} are set: see timesheets config --help`,
    )
  }
  const authentication = await authenticationOf(values)
  return { ...clientOf(values), ...(authentication === undefined ? {} : { authentication }) }
}

function clientOf(values: Values): PersonAuthorization {
  const { scope } = values
  return {
    issuer: required(values, 'issuer'),
    audience: required(values, 'audience'),
    clientId: required(values, 'clientId'),
    ...(scope === undefined ? {} : { scope }),
    ...(isBound(values) && { dpop: true }),
  }
}

function isBound({ dpop = 'false' }: Values): boolean {
  if (dpop === 'true' || dpop === 'false') return dpop === 'true'
  throw new UsageError(`${label('dpop')} is ${excerpt(dpop, 30)}: set it to true or false`)
}

/**
 * Reads the settings of a person's sign-in.
 *
 * @throws {UsageError} that names the setting that is missing, or makes a sign-in useless
 */
export async function readPersonSettings(env: Env): Promise<PersonAuthorization> {
  const values = await readValues(env)
  const [name] = credentials.filter((credential) => values[credential] !== undefined)
  if (name === undefined) return clientOf(values)
  throw new UsageError(`${label(name)} is set and takes precedence over a sign-in: unset it`)
}

/** Undefined without a secret or key: then a person signs in. */
async function authenticationOf(values: Values): Promise<ClientAuthentication | undefined> {
  const { clientSecret, clientKey } = values
  if (clientSecret !== undefined && clientKey !== undefined) {
    throw new UsageError(`${label('clientSecret')} and ${label('clientKey')} are both set: unset one`)
  }
  if (clientKey !== undefined) return { method: 'private_key_jwt', key: await readKey(clientKey) }
  if (clientSecret !== undefined) return { method: secretMethodOf(values), secret: clientSecret.trim() }
  return undefined
}

function secretMethodOf({ clientAuth = 'client_secret_post' }: Values): (typeof secretMethods)[number] {
  const method = secretMethods.find((known) => known === clientAuth.trim())
  if (method) return method
  throw new UsageError(`${label('clientAuth')} is none of ${secretMethods.join(', ')}`)
}

async function readKey(setting: string): Promise<PrivateJwk> {
  const isInline = setting.trimStart().startsWith('{')
  const text = isInline
    ? setting
    : await readFile(setting, 'utf8').catch((error: NodeJS.ErrnoException) => {
        throw new UsageError(
          `${label('clientKey')} is neither JSON nor a file that can be read (${error.code})`,
        )
      })
  try {
    const key: unknown = JSON.parse(text)
    if (typeof key === 'object' && key !== null && 'kty' in key) return key as PrivateJwk
  } catch {
    // A parser's message would quote the key.
  }
  throw new UsageError(
    `${label('clientKey')} is not a private key as JWK, an object with the members kty and d`,
  )
}
