import { AuthError } from './errors.ts'
import { abortable, abortError } from './issuer/abort.ts'
import { type CachedToken, memoryTokenCache, type TokenCache } from './token-cache.ts'
import type { GetAccessTokenOptions, TokenProvider } from './token-provider.ts'

/** How long the issuer is left alone after an early renewal has failed. */
const earlyRenewalCooldownMs = 10_000

/** A grant, as {@link renewingTokenProvider} sees it. */
export interface TokenSource {
  /** Tells apart what tokens are asked for, and by whom. */
  cacheKey(): Promise<string>
  /**
   * Asks the issuer. `patient`: nothing else is at hand, so retries and waiting are worth it; otherwise there
   * is a token that is still good, and callers wait for this one.
   */
  request(options: { signal: AbortSignal; patient: boolean }): Promise<CachedToken>
}

export interface RenewingOptions {
  /** Default: memory. */
  readonly cache?: TokenCache
  /** Milliseconds since the epoch. Default: `Date.now`. */
  readonly now?: () => number
  /**
   * How long before its end a token is renewed. Default: a tenth of its lifetime, 60 seconds at most. Never
   * more than half of its lifetime.
   */
  readonly refreshBeforeExpirySeconds?: number
}

/** One request on its way, shared by all who wait for it. */
interface Renewal {
  promise: Promise<string>
  controller: AbortController
  waiting: number
  /** Someone wants a token from the issuer itself. */
  forced: boolean
}

/**
 * Makes a provider of a grant: keeps the token while it is good, renews it before it ends, and shares one
 * request among all callers. While a token is valid, failures of the issuer are ignored and the token is
 * returned; one that refuses is not. A request ends early only when everyone who waits for it has gone.
 */
export function renewingTokenProvider(source: TokenSource, options: RenewingOptions = {}): TokenProvider {
  const { cache = memoryTokenCache(), now = Date.now, refreshBeforeExpirySeconds } = options
  let current: CachedToken | undefined
  let rejected: string | undefined
  let renewal: Renewal | undefined
  let noEarlyRenewalUntilMs = 0

  const isGood = (token: CachedToken | undefined): token is CachedToken =>
    token !== undefined && token.accessToken !== rejected && now() < token.expiresAtMs

  const isDue = ({ obtainedAtMs, expiresAtMs }: CachedToken): boolean => {
    const lifetimeMs = expiresAtMs - obtainedAtMs
    const wantedMs = (refreshBeforeExpirySeconds ?? Math.min(60, lifetimeMs / 10_000)) * 1000
    return now() >= expiresAtMs - Math.min(wantedMs, lifetimeMs / 2) && now() >= noEarlyRenewalUntilMs
  }

  async function getAccessToken(asked: GetAccessTokenOptions = {}): Promise<string> {
    const { signal, rejectedToken, forceRefresh = false } = asked
    if (signal?.aborted) throw abortError(signal)
    if (rejectedToken !== undefined) rejected = rejectedToken
    if (!forceRefresh && isGood(current) && !isDue(current)) return current.accessToken
    renewal ??= start()
    if (forceRefresh) renewal.forced = true
    return wait(renewal, signal)
  }

  async function wait(shared: Renewal, signal: AbortSignal | undefined): Promise<string> {
    shared.waiting++
    try {
      return await abortable(shared.promise, signal)
    } finally {
      shared.waiting--
      if (shared.waiting === 0 && signal?.aborted) {
        shared.controller.abort(signal.reason)
        if (renewal === shared) renewal = undefined
      }
    }
  }

  function start(): Renewal {
    const started: Renewal = {
      // Begins in the next microtask, when `renewal` is set.
      promise: Promise.resolve().then(() => renew(started)),
      controller: new AbortController(),
      waiting: 0,
      forced: false,
    }
    return started
  }

  async function renew(own: Renewal): Promise<string> {
    let key: string
    let token: CachedToken
    let isNew: boolean
    try {
      key = await source.cacheKey()
      const recalled = await recall(key, own)
      token = recalled ?? (await obtain(own))
      isNew = token !== recalled && token !== current
      current = token
    } finally {
      // In one step with the line above: a later caller finds either this request under way or its
      // token, never a request whose outcome has been refused already.
      if (renewal === own) renewal = undefined
    }
    if (isNew && now() < token.expiresAtMs) await ignoreFailure(() => cache.set(key, token))
    return token.accessToken
  }

  /** The token that another provider or process left in the cache, unless it has to be renewed now. */
  async function recall(key: string, own: Renewal): Promise<CachedToken | undefined> {
    const cached = await ignoreFailure(() => cache.get(key))
    if (cached !== undefined && cached.accessToken === rejected) await ignoreFailure(() => cache.delete(key))
    if (own.forced || !isGood(cached)) return undefined
    if (!isDue(cached)) return cached
    if (!isGood(current)) current = cached
    return undefined
  }

  async function obtain(own: Renewal): Promise<CachedToken> {
    const { signal } = own.controller
    const hasFallback = () => !own.forced && isGood(current)
    if (hasFallback()) {
      try {
        return await source.request({ signal, patient: false })
      } catch (error) {
        if (!isForgivable(error)) throw error
        // Asked again, as the token may have been refused or have ended in the meantime.
        if (hasFallback() && current !== undefined) {
          noEarlyRenewalUntilMs = now() + earlyRenewalCooldownMs
          return current
        }
      }
    }
    return source.request({ signal, patient: true })
  }

  return { canRenew: true, getAccessToken }
}

/** Whether a failed renewal says nothing against the token at hand. */
function isForgivable(error: unknown): boolean {
  return error instanceof AuthError && error.kind !== 'not_authorized' && error.kind !== 'aborted'
}

async function ignoreFailure<T>(access: () => Promise<T>): Promise<T | undefined> {
  try {
    return await access()
  } catch {
    return undefined
  }
}
