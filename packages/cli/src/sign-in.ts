import type { AuthorizationCode, DeviceAuthorization, DpopProver, TokenProvider } from 'timesheets-sdk/auth'
import { openDpop } from './dpop.ts'
import { orStopped } from './io/files/until-stopped.ts'
import { UsageError, writeFailure } from './io/outcome/errors.ts'
import { settingDefinitions } from './settings/definitions.ts'
import { signInsPath } from './settings/paths.ts'
import type { PersonAuthorization } from './settings/settings.ts'

type Env = Readonly<Record<string, string | undefined>>

/** How long to wait for the issuer before it counts as unreachable. */
export const giveUpAfterMs = 30_000

/** A person's sign-in to the configured client: kept in one file for all runs of the command line. */
export interface PersonSignIn {
  /**
   * Fails if the sign-in could not be kept: nobody should confirm one in vain.
   * @throws {UsageError | WriteError} or the reason of `stop`, while another process has the lock
   */
  assertKept(stop: AbortSignal): Promise<void>
  readonly device: DeviceAuthorization
  /** Signs in by a redirect to this address, into the same file. */
  byRedirect(redirectUri: string): AuthorizationCode
}

/**
 * Opens the file of sign-ins. Sends nothing yet.
 *
 * @param dpop binds the tokens to its key
 * @throws {UsageError} if there is no place for the file, or a setting is wrong
 */
export async function openSignIn(
  { issuer, audience, clientId }: PersonAuthorization,
  env: Env,
  scope: string,
  dpop?: DpopProver,
): Promise<PersonSignIn> {
  const path = signInsPath(env)
  if (path === undefined) {
    throw new UsageError(
      'no place to keep the sign-in: this user has no home folder. Set XDG_CACHE_HOME or HOME',
    )
  }
  const [{ authorizationCode, deviceAuthorization, AuthError }, { fileStorage }] = await Promise.all([
    import('timesheets-sdk/auth'),
    import('timesheets-sdk/auth/file-cache'),
  ])
  const storage = fileStorage(path)
  const common = { issuer, audience, clientId, scope, storage, giveUpAfterMs }
  const options = dpop ? { ...common, dpop } : common
  try {
    return {
      // It writes a lock, beside the file.
      assertKept: async (stop) => {
        const writing = storage
          .exclusive?.('', async () => {})
          .catch((error) => {
            throw writeFailure(path, error)
          })
        if (writing) await orStopped(writing, stop)
      },
      device: deviceAuthorization(options),
      byRedirect: (redirectUri) => authorizationCode({ ...options, redirectUri }),
    }
  } catch (error) {
    if (!(error instanceof AuthError)) throw error
    throw new UsageError(`${settingDefinitions.issuer.variable}: ${error.message}`)
  }
}

/** The person's tokens; if nobody is signed in, the error names the command that helps. */
export async function personTokenProvider(
  authorization: PersonAuthorization,
  env: Env,
): Promise<TokenProvider> {
  const { AuthError } = await import('timesheets-sdk/auth')
  if (signInsPath(env) === undefined) throw new UsageError(notSignedIn)
  // Without the setting, the key shows that the person signed in by `timesheets login --dpop`.
  const dpop = authorization.dpop
    ? await openDpop(authorization, env)
    : await openDpop(authorization, env, true)
  const { tokenProvider } = (await openSignIn(authorization, env, '', dpop)).device
  return {
    canRenew: tokenProvider.canRenew,
    ...(dpop && { dpop }),
    async getAccessToken(options) {
      try {
        return await tokenProvider.getAccessToken(options)
      } catch (error) {
        if (!(error instanceof AuthError)) throw error
        if (error.code === 'sign_in_required') throw new AuthError(error.code, notSignedIn)
        if (error.code === 'invalid_grant') throw new AuthError(error.code, hasEnded)
        throw error
      }
    },
  }
}

const { clientSecret, clientKey } = settingDefinitions
export const notSignedIn = `Nobody is signed in. Run timesheets login, or set ${clientSecret.variable} or ${clientKey.variable} for a machine client.`
const hasEnded = 'The sign-in has expired or was revoked. Run timesheets login.'
