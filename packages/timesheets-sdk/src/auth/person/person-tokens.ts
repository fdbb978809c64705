import type { AuthorizationServer } from 'oauth4webapi'
import type { DpopProver } from '../dpop/prover.ts'
import { AuthError } from '../errors.ts'
import type { Http } from '../issuer/http.ts'
import { renewalBudget } from '../issuer/retry.ts'
import { requestToken } from '../issuer/token-request.ts'
import { renewingTokenProvider } from '../renewing.ts'
import type { CachedToken } from '../token-cache.ts'
import type { TokenProvider } from '../token-provider.ts'
import { publicClient } from './public-client.ts'
import type { SignedIn, SignedInStore } from './signed-in.ts'

export interface PersonTokensOptions {
  readonly store: SignedInStore
  /** Shared with those who use the same store; `undefined`: nobody else does. */
  readonly lockName: string | undefined
  /** Runs work that nobody else with the same store runs at the same time. */
  readonly exclusive: <T>(name: string, work: () => Promise<T>) => Promise<T>
  readonly server: (signal: AbortSignal) => Promise<AuthorizationServer>
  readonly clientId: string
  readonly http: Http
  readonly giveUpAfterMs: number
  /** Asks the issuer without refresh token and person. */
  readonly askSilently: ((signal: AbortSignal) => Promise<SignedIn>) | undefined
  readonly refreshBeforeExpirySeconds: number | undefined
  /** Binds the tokens to a key. */
  readonly dpop: DpopProver | undefined
}

/**
 * The access tokens of one person, renewed by a rotating refresh token (RFC 9700 section 4.14.2), else
 * silently.
 */
export function personTokens(options: PersonTokensOptions) {
  const { store, lockName, http, askSilently, dpop } = options
  /**
   * The person and the sign-in whose tokens are served: tokens of another person, signed in elsewhere,
   * must not slip into this
   * one's work.
   */
  let serving: { sub: string; provider: TokenProvider } | undefined

  async function signedInAs(sub: string | undefined): Promise<SignedIn> {
    const signedIn = await store.read()
    if (signedIn === undefined) throw signInRequired('Nobody is signed in.')
    if (sub !== undefined && signedIn.claims.sub !== sub) throw signInRequired('Somebody else has signed in.')
    return signedIn
  }

  function providerFor(sub: string): TokenProvider {
    const { refreshBeforeExpirySeconds } = options
    return renewingTokenProvider(
      { cacheKey: async () => sub, request: (asked) => renew(sub, asked) },
      {
        // The store has it already, or a newer one.
        cache: {
          get: async () => (await signedInAs(sub)).access,
          set: async () => {},
          delete: async () => {},
        },
        now: http.now,
        ...(refreshBeforeExpirySeconds === undefined ? {} : { refreshBeforeExpirySeconds }),
      },
    )
  }

  async function renew(sub: string, asked: { signal: AbortSignal; patient: boolean }): Promise<CachedToken> {
    const before = await signedInAs(sub)
    const work = async (): Promise<CachedToken> => {
      const signedIn = await signedInAs(sub)
      // The previous holder of the lock has renewed it.
      if (signedIn.access.accessToken !== before.access.accessToken) return signedIn.access
      const renewed = await ask(signedIn, asked)
      await store.write(renewed)
      return renewed.access
    }
    return lockName === undefined ? work() : options.exclusive(lockName, work)
  }

  async function ask(
    signedIn: SignedIn,
    asked: { signal: AbortSignal; patient: boolean },
  ): Promise<SignedIn> {
    const { refreshToken, ...rest } = signedIn
    if (refreshToken !== undefined) {
      try {
        return await refresh(signedIn, refreshToken, asked)
      } catch (error) {
        if (!(error instanceof AuthError && error.code === 'invalid_grant')) throw error
        // It has ended, or was revoked: it will not get better.
        await store.write(rest)
        if (askSilently === undefined) throw error
      }
    }
    if (askSilently === undefined) throw signInRequired('The sign-in has ended.')
    const renewed = await askSilently(asked.signal)
    if (renewed.claims.sub !== signedIn.claims.sub) throw signInRequired('Somebody else has signed in.')
    return renewed
  }

  async function refresh(
    signedIn: SignedIn,
    refreshToken: string,
    asked: { signal: AbortSignal; patient: boolean },
  ): Promise<SignedIn> {
    const { clientId } = options
    const grant = await requestToken(
      await options.server(asked.signal),
      {
        grantType: 'refresh_token',
        clientId,
        authentication: publicClient([refreshToken]),
        dpop,
        parameters: new URLSearchParams({ refresh_token: refreshToken }),
      },
      http,
      renewalBudget(asked, http, options.giveUpAfterMs),
    )
    // An issuer that does not rotate sends none: the old one stays.
    return { ...signedIn, access: grant.access, refreshToken: grant.refreshToken ?? refreshToken }
  }

  const provider: TokenProvider = {
    canRenew: true,
    ...(dpop && { dpop }),
    async getAccessToken(asked) {
      if (serving === undefined) {
        const { sub } = (await signedInAs(undefined)).claims
        serving ??= { sub, provider: providerFor(sub) }
      }
      await signedInAs(serving.sub)
      return serving.provider.getAccessToken(asked)
    },
  }

  return {
    provider,
    /** From now on serves this person, from these tokens. */
    async adopt(signedIn: SignedIn): Promise<void> {
      const { sub } = signedIn.claims
      await store.write(signedIn)
      serving = { sub, provider: providerFor(sub) }
    },
    async forget(): Promise<void> {
      serving = undefined
      await store.clear()
    },
  }
}

function signInRequired(why: string): AuthError {
  return new AuthError('sign_in_required', `${why} Sign in again.`)
}
