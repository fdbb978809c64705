import { type CachedToken, type KeyValueStorage, memoryStorage, type TokenCache } from 'timesheets-sdk/auth'
import type { Profile } from './session.ts'

const key = 'timesheets:implicit'

/**
 * Keeps the access token and its owner: in memory, or in a storage that tabs share and that outlives the
 * page.
 */
export function implicitTokens(shared: KeyValueStorage | undefined) {
  const storage = shared ?? memoryStorage()

  async function read(): Promise<{ profile: Profile; token: CachedToken } | undefined> {
    try {
      const kept: unknown = JSON.parse((await storage.getItem(key)) ?? 'null')
      return isKept(kept) ? kept : undefined
    } catch {
      return undefined
    }
  }

  async function keep(profile: Profile, token: CachedToken): Promise<void> {
    await storage.setItem(key, JSON.stringify({ profile, token }))
  }

  return {
    keep,
    /** The owner of the current token, if it is still valid. */
    async resume(): Promise<Profile | undefined> {
      const kept = await read()
      return kept && kept.token.expiresAtMs > Date.now() ? kept.profile : undefined
    },
    async forget(): Promise<void> {
      await storage.removeItem(key)
    },
    /** The token of one person; never a token that another person got in another tab. */
    cacheOf: (userId: string): TokenCache => ({
      async get() {
        const kept = await read()
        return kept?.profile.userId === userId ? kept.token : undefined
      },
      async set(_key, token) {
        const kept = await read()
        if (kept?.profile.userId === userId) await keep(kept.profile, token)
      },
      async delete() {},
    }),
  }
}

function isKept(value: unknown): value is { profile: Profile; token: CachedToken } {
  const { profile, token } = (value ?? {}) as { profile?: Partial<Profile>; token?: Partial<CachedToken> }
  return (
    typeof profile?.userId === 'string' &&
    typeof profile.name === 'string' &&
    typeof token?.accessToken === 'string' &&
    Number.isFinite(token.expiresAtMs)
  )
}
