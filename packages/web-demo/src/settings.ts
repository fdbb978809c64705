import type { Flow } from './auth/session.ts'

/** The settings of one deployment of the application. */
export interface Settings {
  /** The URL of the API. */
  readonly apiUrl: string
  /** The issuer identifier, exactly as the issuer publishes it. */
  readonly issuer: string
  readonly clientId: string
  readonly audience: string
  /** The API's scopes in the issuer's spelling. Default: their own names. */
  readonly scope?: string
  /** The sign-in flow that is offered. */
  readonly flow: Flow
  /** True: the other flow is offered too. */
  readonly offerBothFlows: boolean
  /** Where tokens are stored: `docs/auth0.md` compares the options. */
  readonly tokenStorage: 'memory' | 'localstorage'
}

/** An invalid setting. The message is one line that names the setting and the next step. */
export class SettingsError extends Error {
  override readonly name = 'SettingsError'
}

/** Variables by name, as `process.env` and `import.meta.env` have them. */
type Variables = Readonly<Record<string, string | undefined>>

/**
 * Reads the settings from variables: `VITE_API_URL`, `VITE_ISSUER`, `VITE_CLIENT_ID`, `VITE_AUDIENCE`,
 * `VITE_SCOPE`, `VITE_AUTH_FLOW` (`pkce` or `implicit`), `VITE_OFFER_BOTH_FLOWS` (`true` or `false`; by
 * default `true` when the issuer is on this machine), `VITE_TOKEN_STORAGE` (`memory` or `localstorage`). An
 * empty one counts as unset; the defaults are those of a laptop. Runs in Node too: the server that delivers
 * the application serves the result as `/config.json`.
 *
 * @throws {SettingsError}
 */
export function readSettings(variables: Variables): Settings {
  const issuer = readUrl(variables, 'VITE_ISSUER', 'http://localhost:9000/')
  return {
    apiUrl: readUrl(variables, 'VITE_API_URL', 'http://localhost:8080'),
    issuer,
    clientId: variables.VITE_CLIENT_ID || 'spa',
    audience: variables.VITE_AUDIENCE || 'https://api.timesheets.example.com',
    ...(variables.VITE_SCOPE ? { scope: variables.VITE_SCOPE } : {}),
    flow: readChoice(variables, 'VITE_AUTH_FLOW', ['pkce', 'implicit']),
    offerBothFlows:
      readChoice(
        variables,
        'VITE_OFFER_BOTH_FLOWS',
        new URL(issuer).hostname === 'localhost' ? ['true', 'false'] : ['false', 'true'],
      ) === 'true',
    tokenStorage: readChoice(variables, 'VITE_TOKEN_STORAGE', ['memory', 'localstorage']),
  }
}

/**
 * The settings of this deployment: `/config.json`, which the server derives from its own environment, so that
 * one build serves any deployment. Without that file, as with `vite`: the settings of the build.
 *
 * @throws {SettingsError} also when the server cannot be reached or fails
 */
export async function loadSettings(fetch: typeof globalThis.fetch = globalThis.fetch): Promise<Settings> {
  const response = await fetch('/config.json', { cache: 'no-cache' }).catch(() => undefined)
  if (response === undefined || response.status >= 500) {
    throw new SettingsError('/config.json could not be loaded: load the page again')
  }
  const isJson = response.headers.get('content-type')?.startsWith('application/json')
  if (response.ok && isJson) return (await response.json()) as Settings
  return readSettings(import.meta.env)
}

function readUrl(variables: Variables, name: string, fallback: string): string {
  const text = variables[name] || fallback
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (url === undefined || !['https:', 'http:'].includes(url.protocol)) {
    throw new SettingsError(`${name} is "${text}": set it to an address such as https://host/`)
  }
  return text
}

/** One of the values, the first by default. */
function readChoice<const T extends string>(
  variables: Variables,
  name: string,
  values: readonly [T, ...T[]],
): T {
  const text = variables[name]
  if (!text) return values[0]
  const value = values.find((one) => one === text)
  if (value === undefined) throw new SettingsError(`${name} is "${text}": set it to ${values.join(' or ')}`)
  return value
}
