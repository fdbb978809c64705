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
  readonly label: SettingLabel
}

/** The name of a setting where it was found: the variable, or the key in the file. */
export type SettingLabel = (name: SettingName) => string

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

/** The values of the settings, and where they were found. */
interface Found {
  readonly values: Values
  readonly label: SettingLabel
}

const secretMethods = ['client_secret_post', 'client_secret_basic', 'client_secret_json'] as const

/**
 * Reads the settings from the environment and, where that is silent, from the file of settings.
 *
 * @throws {UsageError} that names the setting that is missing or wrong
 */
export async function readSettings(env: Env): Promise<Settings> {
  const found = await readValues(env)
  return {
    apiUrl: required(found, 'apiUrl'),
    authorization: await authorizationOf(found),
    label: found.label,
  }
}

/** @throws {UsageError} if there is no such profile, or the file is unusable */
async function readValues(env: Env): Promise<Found> {
  const profile = profileOf(env)
  const path = configPath(env)
  const file = await readConfigFile(path)
  if (profile !== undefined && Object.keys(file).length === 0) {
    throw new UsageError(`there is no profile ${profile}: see timesheets profiles list`)
  }
  const values = mergedValues(env, file)
  const label: SettingLabel = (name) =>
    isFromFile(name, env, file, values)
      ? `${settingDefinitions[name].key} in ${path}`
      : settingDefinitions[name].variable
  return { values, label }
}

/** Whether a setting has its value from the file, and not from the environment. */
export function isFromFile(name: SettingName, env: Env, file: FileSettings, values: Values): boolean {
  const value = values[name]
  if (value === undefined || file[name] !== value) return false
  return profileOf(env) !== undefined || env[settingDefinitions[name].variable]?.trim() !== value
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
      throw new UsageError(`${settingDefinitions[name as SettingName].variable} is in quotes: remove them`)
  }
  return merged
}

function required({ values, label }: Found, name: SettingName): string {
  const value = values[name]?.trim()
  if (value) return value
  throw new UsageError(`${label(name)} is not set: ${settingDefinitions[name].about}`)
}

async function authorizationOf(found: Found): Promise<Authorization> {
  const { values, label } = found
  if (values.token !== undefined) return { token: values.token }
  if (values.issuer === undefined && values.clientId === undefined) {
    throw new UsageError(
      `neither ${label('token')} nor ${label('issuer')} and ${label('clientId')} are set: see timesheets config --help`,
    )
  }
  const authentication = await authenticationOf(found)
  return { ...clientOf(found), ...(authentication === undefined ? {} : { authentication }) }
}

function clientOf(found: Found): PersonAuthorization {
  const { scope } = found.values
  return {
    issuer: required(found, 'issuer'),
    audience: required(found, 'audience'),
    clientId: required(found, 'clientId'),
    ...(scope === undefined ? {} : { scope }),
    ...(isBound(found) && { dpop: true }),
  }
}

function isBound({ values: { dpop = 'false' }, label }: Found): boolean {
  if (dpop === 'true' || dpop === 'false') return dpop === 'true'
  throw new UsageError(`${label('dpop')} is ${excerpt(dpop, 30)}: set it to true or false`)
}

/**
 * Reads the settings of a person's sign-in.
 *
 * @throws {UsageError} that names the setting that is missing, or makes a sign-in useless
 */
export async function readPersonSettings(env: Env): Promise<PersonAuthorization> {
  const found = await readValues(env)
  const { values, label } = found
  const [name] = credentials.filter((credential) => values[credential] !== undefined)
  if (name === undefined) return clientOf(found)
  throw new UsageError(`${label(name)} is set and takes precedence over a sign-in: unset it`)
}

/** Undefined without a secret or key: then a person signs in. */
async function authenticationOf(found: Found): Promise<ClientAuthentication | undefined> {
  const { values, label } = found
  const { clientSecret, clientKey } = values
  if (clientSecret !== undefined && clientKey !== undefined) {
    throw new UsageError(`${label('clientSecret')} and ${label('clientKey')} are both set: unset one`)
  }
  if (clientKey !== undefined)
    return { method: 'private_key_jwt', key: await readKey(clientKey, label('clientKey')) }
  if (clientSecret !== undefined) return { method: secretMethodOf(found), secret: clientSecret.trim() }
  return undefined
}

function secretMethodOf({
  values: { clientAuth = 'client_secret_post' },
  label,
}: Found): (typeof secretMethods)[number] {
  const method = secretMethods.find((known) => known === clientAuth.trim())
  if (method) return method
  throw new UsageError(`${label('clientAuth')} is none of ${secretMethods.join(', ')}`)
}

async function readKey(setting: string, label: string): Promise<PrivateJwk> {
  const isInline = setting.trimStart().startsWith('{')
  const text = isInline
    ? setting
    : await readFile(setting, 'utf8').catch((error: NodeJS.ErrnoException) => {
        throw new UsageError(`${label} is neither JSON nor a file that can be read (${error.code})`)
      })
  try {
    const key: unknown = JSON.parse(text)
    if (typeof key === 'object' && key !== null && 'kty' in key) return key as PrivateJwk
  } catch {
    // A parser's message would quote the key.
  }
  throw new UsageError(`${label} is not a private key as JWK, an object with the members kty and d`)
}
