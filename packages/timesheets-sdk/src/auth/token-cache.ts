import { base64url } from '../net/base64.ts'
import { type PlatformCrypto, sha256Of } from '../net/platform-crypto.ts'

/**
 * An access token and when it is good. All instants are milliseconds since the epoch by this machine's clock.
 */
export interface CachedToken {
  readonly accessToken: string
  /** When it was asked for. */
  readonly obtainedAtMs: number
  readonly expiresAtMs: number
}

/**
 * Keeps tokens between providers, or between processes. A returned token may have expired. Where it throws,
 * the provider goes on without it: a token is worth more than its cache.
 */
export interface TokenCache {
  get(key: string): Promise<CachedToken | undefined>
  set(key: string, token: CachedToken): Promise<void>
  delete(key: string): Promise<void>
}

/** Keeps tokens as long as the process, or the page, lives. */
export function memoryTokenCache(): TokenCache {
  const tokens = new Map<string, CachedToken>()
  return {
    async get(key) {
      return tokens.get(key)
    },
    async set(key, token) {
      tokens.set(key, token)
    },
    async delete(key) {
      tokens.delete(key)
    },
  }
}

/**
 * The SHA-256 of what a token was asked for, in base64url: a cache key that tells nothing to a reader of
 * the cache.
 */
export async function cacheKey(
  parts: readonly (string | readonly string[])[],
  crypto: PlatformCrypto,
): Promise<string> {
  return base64url(await sha256Of(JSON.stringify(parts), crypto))
}
