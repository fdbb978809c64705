import { readFile } from 'node:fs/promises'
import type { ClientAuthentication, PrivateJwk } from 'timesheets-sdk/auth'
import { UsageError } from '../io/outcome/errors.ts'
import { type FileSettings, readConfigFile } from './config-file.ts'
import { type SettingName, settingDefinitions } from './definitions.ts'
import { configPath } from './paths.ts'

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
  const values = mergedValues(env, await readConfigFile(configPath(env)))
  return { apiUrl: apiUrlOf(values), authorization: await authorizationOf(values) }
}

/** How a caller shows who it is. What the environment has of these, the file is not asked for. */
const credentials = ['clientSecret', 'clientKey', 'token'] as const

/**
 * Each setting's value: the environment's, else the file's, without what a file or a pipe left around it.
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
  const merged = { ...file, ...fromEnv }
  if (credentials.some((name) => fromEnv[name] !== undefined)) {
    for (const name of credentials) {
      if (fromEnv[name] === undefined) delete merged[name]
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

function apiUrlOf(values: Values): string {
  const value = required(values, 'apiUrl')
  const url = URL.canParse(value) ? new URL(value) : undefined
  if (!url || !/^https?:$/.test(url.protocol) || url.username || url.password || url.search || url.hash) {
    throw new UsageError(`${label('apiUrl')} is not a URL as https://host/path`)
  }
  return value
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
  }
}

/**
 * Reads the settings of a person's sign-in.
 *
 * @throws {UsageError} that names the setting that is missing, or makes a sign-in useless
 */
export async function readPersonSettings(env: Env): Promise<PersonAuthorization> {
  const values = mergedValues(env, await readConfigFile(configPath(env)))
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
