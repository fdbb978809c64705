import { UsageError } from '../io/outcome/errors.ts'
import { excerpt } from '../io/terminal/plain-text.ts'

/** A setting: its name in the environment, and in the file that `timesheets config` keeps. */
export interface SettingDefinition {
  readonly variable: string
  readonly key: string
  readonly about: string
  /** Never shown. */
  readonly isSecret: boolean
}

export const settingDefinitions = {
  apiUrl: {
    variable: 'TIMESHEETS_API_URL',
    key: 'api-url',
    about: 'the API, such as https://timesheets.example.com',
    isSecret: false,
  },
  issuer: {
    variable: 'TIMESHEETS_ISSUER',
    key: 'issuer',
    about: 'the authorization server, such as https://example.eu.auth0.com/',
    isSecret: false,
  },
  audience: {
    variable: 'TIMESHEETS_AUDIENCE',
    key: 'audience',
    about: "the API's identifier at the issuer",
    isSecret: false,
  },
  clientId: {
    variable: 'TIMESHEETS_CLIENT_ID',
    key: 'client-id',
    about: 'the client id at the issuer',
    isSecret: false,
  },
  clientSecret: {
    variable: 'TIMESHEETS_CLIENT_SECRET',
    key: 'client-secret',
    about: "a machine client's secret; without secret and key, a person signs in (timesheets login)",
    isSecret: true,
  },
  clientKey: {
    variable: 'TIMESHEETS_CLIENT_KEY',
    key: 'client-key',
    about: 'its private key as JWK: the JSON itself, or the path of a file (RFC 7523)',
    isSecret: true,
  },
  clientAuth: {
    variable: 'TIMESHEETS_CLIENT_AUTH',
    key: 'client-auth',
    about:
      'how the secret is sent: client_secret_post (the default), client_secret_basic or client_secret_json',
    isSecret: false,
  },
  scope: {
    variable: 'TIMESHEETS_SCOPE',
    key: 'scope',
    about: 'the scopes to request, in the spelling of an issuer that has its own, such as Entra ID',
    isSecret: false,
  },
  dpop: {
    variable: 'TIMESHEETS_DPOP',
    key: 'dpop',
    about: 'true: binds tokens to a key of this machine, so that a stolen token is useless (DPoP, RFC 9449)',
    isSecret: false,
  },
  token: {
    variable: 'TIMESHEETS_TOKEN',
    key: 'token',
    about: 'an access token, used as it is and never renewed; issuer and client are then ignored',
    isSecret: true,
  },
} as const satisfies Record<string, SettingDefinition>

/** Where the command line notes its flag `--dpop`: no environment has a variable of this name. */
export const dpopFlag = '--dpop'

export type SettingName = keyof typeof settingDefinitions

export const settingNames = Object.keys(settingDefinitions) as SettingName[]

/** The setting that `text` names, by its key or its variable. */
export function settingNamed(text: string): SettingName | undefined {
  return settingNames.find((name) => {
    const { key, variable } = settingDefinitions[name]
    return key === text.toLowerCase() || variable === text.toUpperCase()
  })
}

/** The variable that sets an option of the client: its name in messages. */
export function nameOfOption(option: string): string {
  if (option === 'baseUrl') return settingDefinitions.apiUrl.variable
  return option === 'issuer' ? settingDefinitions.issuer.variable : option
}

/** @throws {UsageError} when there is no such setting */
export function readSettingName(text: string): SettingName {
  const name = settingNamed(text)
  if (name !== undefined) return name
  const keys = settingNames.map((known) => settingDefinitions[known].key).join(', ')
  throw new UsageError(`${excerpt(text, 30)} is not a setting. Settings: ${keys}`)
}
