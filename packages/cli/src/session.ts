import type { AuthError, TokenProvider } from 'timesheets-sdk/auth'
import type { TimesheetsClient } from 'timesheets-sdk/client'
import type { Outbox } from 'timesheets-sdk/outbox'
import { openDpop } from './dpop.ts'
import { UsageError } from './io/outcome/errors.ts'
import type { SettingName } from './settings/definitions.ts'
import { tokenCachePath } from './settings/paths.ts'
import { type Authorization, readSettings, type Settings } from './settings/settings.ts'
import { giveUpAfterMs, personTokenProvider } from './sign-in.ts'

/** A client of the API that the settings name. */
export interface Session {
  readonly client: TimesheetsClient
  /** Host and port, for people. */
  readonly host: string
  /** Opens the queue of entries that wait for a network. */
  openOutbox(): Promise<Outbox>
}

/** Connects with the settings of this environment, by default that of the process. */
export type Connect = (env?: Env) => Promise<Session>

type Env = Readonly<Record<string, string | undefined>>

/**
 * Reads the settings and makes a client. Nothing is sent yet. What talks HTTP is loaded here and not before,
 * so that help and usage errors need not wait for it.
 *
 * @throws {UsageError} that names the setting that is missing or wrong
 */
export async function connect(env: Env, version: string): Promise<Session> {
  const settings = await readSettings(env)
  const { apiUrl, label } = settings
  const { createTimesheetsClient, OptionError } = await import('timesheets-sdk/client')
  const tokenProvider = await tokenProviderOf(settings, env)
  try {
    const client = createTimesheetsClient({
      baseUrl: apiUrl,
      tokenProvider,
      userAgent: `timesheets-cli/${version}`,
      retry: { giveUpAfterMs },
    })
    return {
      client,
      host: new URL(apiUrl).host,
      openOutbox: async () => (await import('./outbox.ts')).openOutbox(settings, client, env),
    }
  } catch (error) {
    if (!(error instanceof OptionError)) throw error
    throw new UsageError(error.messageWith((option) => (option === 'baseUrl' ? label('apiUrl') : option)))
  }
}

async function tokenProviderOf({ authorization, label }: Settings, env: Env): Promise<TokenProvider> {
  const [{ clientCredentials, staticToken, AuthError }, { fileTokenCache }] = await Promise.all([
    import('timesheets-sdk/auth'),
    import('timesheets-sdk/auth/file-cache'),
  ])
  if (!('token' in authorization || 'authentication' in authorization))
    return personTokenProvider(authorization, env)
  const cachePath = tokenCachePath(env)
  const isBound = 'authentication' in authorization && authorization.dpop
  const dpop = isBound ? await openDpop(authorization, env) : undefined
  try {
    return 'token' in authorization
      ? staticToken(authorization.token)
      : clientCredentials({
          ...authorization,
          dpop,
          ...(cachePath === undefined ? {} : { cache: fileTokenCache(cachePath) }),
          giveUpAfterMs,
        })
  } catch (error) {
    if (!(error instanceof AuthError)) throw error
    throw new UsageError(`${label(settingOf(error, authorization))}: ${error.message}`)
  }
}

/** Emptiness is found out before; what is left to be wrong is the issuer's address and the key. */
function settingOf({ code }: AuthError, authorization: Authorization): SettingName {
  if ('token' in authorization) return 'token'
  return code === 'invalid_key' ? 'clientKey' : 'issuer'
}
