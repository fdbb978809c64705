import { vi } from 'vitest'
import type { CachedToken, TokenSource } from '../../../src/auth/index.ts'

type RequestOptions = Parameters<TokenSource['request']>[0]

/** A grant that gives `token-1`, `token-2`, ... by the number of the request, unless told otherwise. */
export function fakeSource(now: () => number, lifetimeSeconds: number) {
  const requests: RequestOptions[] = []
  const queued: (() => Promise<CachedToken>)[] = []
  const give = async (): Promise<CachedToken> => ({
    accessToken: `token-${requests.length}`,
    obtainedAtMs: now(),
    expiresAtMs: now() + lifetimeSeconds * 1000,
  })
  return {
    requests,
    cacheKey: vi.fn(async () => 'key'),
    request(options: RequestOptions): Promise<CachedToken> {
      requests.push(options)
      return (queued.shift() ?? give)()
    },
    next(...replies: (() => Promise<CachedToken>)[]) {
      queued.push(...replies)
    },
    /** Lets the next request wait until it is released, and tells when it has been made. */
    hold(reply = give) {
      const asked = Promise.withResolvers<void>()
      const released = Promise.withResolvers<void>()
      queued.push(async () => {
        asked.resolve()
        await released.promise
        return reply()
      })
      return { asked: asked.promise, release: () => released.resolve() }
    },
  }
}
