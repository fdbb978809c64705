import { beforeEach, describe, expect, it, vi } from 'vitest'
import {
  AuthError,
  type AuthErrorCode,
  memoryTokenCache,
  type RenewingOptions,
  renewingTokenProvider,
} from '../../src/auth/index.ts'
import { fakeClock } from './support/clock.ts'
import { failureOf } from './support/everything-in.ts'
import { fakeSource } from './support/fake-source.ts'

const LIFETIME_SECONDS = 7200

let clock: ReturnType<typeof fakeClock>
let source: ReturnType<typeof fakeSource>
beforeEach(() => {
  clock = fakeClock()
  source = fakeSource(clock.now, LIFETIME_SECONDS)
})

const provider = (options: RenewingOptions = {}) =>
  renewingTokenProvider(source, { now: clock.now, ...options })
const fail = (code: AuthErrorCode) => () => Promise.reject(new AuthError(code, 'words'))

describe('one request for all', () => {
  it('deduplicates concurrent requests', async () => {
    const shared = provider()
    const tokens = await Promise.all(Array.from({ length: 100 }, () => shared.getAccessToken()))
    expect(new Set(tokens)).toEqual(new Set(['token-1']))
    expect(source.requests).toHaveLength(1)
  })

  it('keeps the token while it is good', async () => {
    const shared = provider()
    await shared.getAccessToken()
    clock.advanceSeconds(LIFETIME_SECONDS - 61)
    await expect(shared.getAccessToken()).resolves.toBe('token-1')
    expect(source.requests).toHaveLength(1)
  })

  it('fails for all who waited, and is tried again by the next', async () => {
    const shared = provider()
    source.next(fail('issuer_unreachable'))
    const failures = await Promise.all([
      failureOf(shared.getAccessToken()),
      failureOf(shared.getAccessToken()),
    ])
    expect(failures[0]).toBe(failures[1])
    await expect(shared.getAccessToken()).resolves.toBe('token-2')
  })

  it('fails the same when the key of the cache cannot be made, and recovers', async () => {
    const shared = provider()
    source.cacheKey.mockRejectedValueOnce(new Error('no Web Crypto'))
    expect(await failureOf(shared.getAccessToken())).toMatchObject({ message: 'no Web Crypto' })
    await expect(shared.getAccessToken()).resolves.toBe('token-1')
  })
})

describe('a caller that goes away', () => {
  it('leaves the request to those who still wait', async () => {
    const shared = provider()
    const controller = new AbortController()
    const reply = source.hold()
    const leaving = failureOf(shared.getAccessToken({ signal: controller.signal }))
    const staying = shared.getAccessToken()
    await reply.asked
    controller.abort('enough')
    expect(await leaving).toMatchObject({ code: 'aborted', cause: 'enough' })
    expect(source.requests[0]?.signal.aborted).toBe(false)
    reply.release()
    await expect(staying).resolves.toBe('token-1')
  })

  it('ends the request when it was the last, and the next begins another', async () => {
    const shared = provider()
    const controller = new AbortController()
    const reply = source.hold()
    const leaving = failureOf(shared.getAccessToken({ signal: controller.signal }))
    await reply.asked
    controller.abort()
    expect(await leaving).toMatchObject({ code: 'aborted' })
    expect(source.requests[0]?.signal.aborted).toBe(true)
    await expect(shared.getAccessToken()).resolves.toBe('token-2')
  })

  it('does not begin a request when it has gone before', async () => {
    const failure = await failureOf(provider().getAccessToken({ signal: AbortSignal.abort() }))
    expect(failure).toMatchObject({ code: 'aborted' })
    expect(source.requests).toHaveLength(0)
  })
})

describe('a token that the API refused', () => {
  it('is renewed once, however many callers it was refused to', async () => {
    const shared = provider()
    const rejectedToken = await shared.getAccessToken()
    const renew = () => shared.getAccessToken({ rejectedToken })
    const tokens = await Promise.all(Array.from({ length: 100 }, renew))
    expect(new Set(tokens)).toEqual(new Set(['token-2']))
    await expect(renew()).resolves.toBe('token-2')
    expect(source.requests).toHaveLength(2)
  })

  it('is not given to anyone else while it is being renewed', async () => {
    const shared = provider()
    const rejectedToken = await shared.getAccessToken()
    const reply = source.hold()
    const both = [shared.getAccessToken({ rejectedToken }), shared.getAccessToken()]
    await reply.asked
    reply.release()
    await expect(Promise.all(both)).resolves.toEqual(['token-2', 'token-2'])
  })

  it('is not served on when the issuer is away', async () => {
    const shared = provider()
    const rejectedToken = await shared.getAccessToken()
    source.next(fail('issuer_unreachable'), fail('issuer_unreachable'))
    expect(await failureOf(shared.getAccessToken({ rejectedToken }))).toMatchObject({
      code: 'issuer_unreachable',
    })
    expect(await failureOf(shared.getAccessToken())).toMatchObject({ code: 'issuer_unreachable' })
    expect(source.requests.map(({ patient }) => patient)).toEqual([true, true, true])
  })

  it('is asked for in earnest when it is refused during an early renewal that fails', async () => {
    const shared = provider()
    const rejectedToken = await shared.getAccessToken()
    clock.advanceSeconds(LIFETIME_SECONDS - 30)
    const reply = source.hold(fail('issuer_unreachable'))
    const early = shared.getAccessToken()
    await reply.asked
    const late = shared.getAccessToken({ rejectedToken })
    reply.release()
    await expect(Promise.all([early, late])).resolves.toEqual(['token-3', 'token-3'])
    expect(source.requests.map(({ patient }) => patient)).toEqual([true, false, true])
  })

  it('is dropped from the cache, which may hold a newer one by then', async () => {
    const cache = memoryTokenCache()
    const one = provider({ cache })
    const other = provider({ cache })
    const rejectedToken = await one.getAccessToken()
    await expect(other.getAccessToken()).resolves.toBe('token-1')
    await expect(one.getAccessToken({ rejectedToken })).resolves.toBe('token-2')
    await expect(other.getAccessToken({ rejectedToken })).resolves.toBe('token-2')
    expect(source.requests).toHaveLength(2)
  })

  it('leaves the cache even when there is no other to be had', async () => {
    const cache = memoryTokenCache()
    const rejectedToken = await provider({ cache }).getAccessToken()
    source.next(fail('issuer_unreachable'))
    await failureOf(provider({ cache }).getAccessToken({ rejectedToken }))
    expect(await cache.get('key')).toBeUndefined()
  })
})

describe('forceRefresh', () => {
  it('asks the issuer, whatever is at hand', async () => {
    const cache = memoryTokenCache()
    await provider({ cache }).getAccessToken()
    const shared = provider({ cache })
    await expect(shared.getAccessToken({ forceRefresh: true })).resolves.toBe('token-2')
    await expect(shared.getAccessToken()).resolves.toBe('token-2')
    expect(await cache.get('key')).toMatchObject({ accessToken: 'token-2' })
  })

  it('makes a request of one that would have been content with the cache', async () => {
    const cache = memoryTokenCache()
    await provider({ cache }).getAccessToken()
    const shared = provider({ cache })
    const both = [shared.getAccessToken(), shared.getAccessToken({ forceRefresh: true })]
    await expect(Promise.all(both)).resolves.toEqual(['token-2', 'token-2'])
  })

  it('fails where the issuer is away', async () => {
    const shared = provider()
    await shared.getAccessToken()
    source.next(fail('issuer_unreachable'))
    expect(await failureOf(shared.getAccessToken({ forceRefresh: true }))).toMatchObject({
      code: 'issuer_unreachable',
    })
    await expect(shared.getAccessToken()).resolves.toBe('token-1')
  })
})

describe('a token near its end', () => {
  it.each([
    [7200, undefined, 7140],
    [300, undefined, 270],
    [7200, 600, 6600],
    [7200, 0, 7200],
    [60, 600, 30],
  ])('of %i seconds, with %s seconds asked for, is renewed after %i', async (lifetime, asked, dueAfter) => {
    source = fakeSource(clock.now, lifetime)
    const shared = provider(asked === undefined ? {} : { refreshBeforeExpirySeconds: asked })
    await shared.getAccessToken()
    clock.advanceSeconds(dueAfter - 1)
    await expect(shared.getAccessToken()).resolves.toBe('token-1')
    clock.advanceSeconds(1)
    await expect(shared.getAccessToken()).resolves.toBe('token-2')
  })

  it.each(['issuer_unreachable', 'invalid_response', 'discovery_failed'] as const)(
    'is served on at %s, and the issuer left alone for ten seconds',
    async (code) => {
      const shared = provider()
      await shared.getAccessToken()
      clock.advanceSeconds(LIFETIME_SECONDS - 60)
      source.next(fail(code))
      await expect(shared.getAccessToken()).resolves.toBe('token-1')
      expect(source.requests.at(-1)?.patient).toBe(false)
      clock.advanceSeconds(9)
      await expect(shared.getAccessToken()).resolves.toBe('token-1')
      expect(source.requests).toHaveLength(2)
      clock.advanceSeconds(1)
      await expect(shared.getAccessToken()).resolves.toBe('token-3')
    },
  )

  it('is not served on when the issuer refuses', async () => {
    const shared = provider()
    await shared.getAccessToken()
    clock.advanceSeconds(LIFETIME_SECONDS - 30)
    source.next(fail('invalid_client'))
    expect(await failureOf(shared.getAccessToken())).toMatchObject({ code: 'invalid_client' })
  })

  it('is not served beyond its end', async () => {
    const shared = provider()
    await shared.getAccessToken()
    clock.advanceSeconds(LIFETIME_SECONDS)
    source.next(fail('issuer_unreachable'))
    expect(await failureOf(shared.getAccessToken())).toMatchObject({ code: 'issuer_unreachable' })
    expect(source.requests.at(-1)?.patient).toBe(true)
  })

  it('is served on from the cache as well', async () => {
    const cache = memoryTokenCache()
    await provider({ cache }).getAccessToken()
    clock.advanceSeconds(LIFETIME_SECONDS - 30)
    source.next(fail('issuer_unreachable'))
    await expect(provider({ cache }).getAccessToken()).resolves.toBe('token-1')
  })
})

describe('the cache', () => {
  it('spares the request of the next provider', async () => {
    const cache = memoryTokenCache()
    await provider({ cache }).getAccessToken()
    await expect(provider({ cache }).getAccessToken()).resolves.toBe('token-1')
    expect(source.requests).toHaveLength(1)
  })

  it('is written when there is a new token only', async () => {
    const cache = memoryTokenCache()
    const set = vi.spyOn(cache, 'set')
    await provider({ cache }).getAccessToken()
    await provider({ cache }).getAccessToken()
    clock.advanceSeconds(LIFETIME_SECONDS - 30)
    source.next(fail('issuer_unreachable'))
    await provider({ cache }).getAccessToken()
    expect(set).toHaveBeenCalledOnce()
  })

  it('is not believed beyond the token’s end', async () => {
    const cache = memoryTokenCache()
    await provider({ cache }).getAccessToken()
    clock.advanceSeconds(LIFETIME_SECONDS)
    await expect(provider({ cache }).getAccessToken()).resolves.toBe('token-2')
  })

  it('does not stand in the way when it fails', async () => {
    const broken = () => {
      throw new Error('disk full')
    }
    const shared = provider({ cache: { get: broken, set: broken, delete: broken } })
    await expect(shared.getAccessToken()).resolves.toBe('token-1')
    await expect(shared.getAccessToken({ rejectedToken: 'token-1' })).resolves.toBe('token-2')
  })

  it('gets no token that has ended when it comes; the caller gets it all the same', async () => {
    source = fakeSource(clock.now, 0)
    const cache = memoryTokenCache()
    const shared = provider({ cache })
    await expect(shared.getAccessToken()).resolves.toBe('token-1')
    await expect(shared.getAccessToken()).resolves.toBe('token-2')
    expect(await cache.get('key')).toBeUndefined()
  })
})

it('says that it can renew', () => {
  expect(provider().canRenew).toBe(true)
})
