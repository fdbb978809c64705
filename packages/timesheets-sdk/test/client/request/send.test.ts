import { inspect } from 'node:util'
import { describe, expect, test } from 'vitest'
import { AuthError } from '../../../src/auth/errors.ts'
import { problem } from '../../../src/contract/index.ts'
import { defaultPolicy } from '../../../src/model/index.ts'
import { anEntry } from '../entries.ts'
import { startStubApi, tokens } from '../stub-api.ts'

const away = { status: 503, body: problem('database_unavailable', 'the database does not respond') }
const ok = { body: defaultPolicy }

/** Keeps the delays that were asked for, and moves the clock by them. */
function fakeTime() {
  let nowMs = Date.parse('2026-11-24T12:00:00Z')
  const delays: number[] = []
  return {
    delays,
    options: {
      now: () => nowMs,
      sleep: async (ms: number) => {
        delays.push(ms)
        nowMs += ms
      },
    },
    pass: (ms: number) => {
      nowMs += ms
    },
  }
}

describe('retries', () => {
  test('a request is sent again until it has a response', async () => {
    await using api = await startStubApi((_, __, count) => (count < 4 ? away : ok))
    const time = fakeTime()
    await expect(api.client(time.options).policy.get()).resolves.toEqual(defaultPolicy)
    expect(time.delays).toHaveLength(3)
  })

  test('a connection that is cut is tried again', async () => {
    await using api = await startStubApi((_, response, count) => {
      if (count > 2) return ok
      response.socket?.destroy()
      return undefined
    })
    await expect(api.client().policy.get()).resolves.toEqual(defaultPolicy)
  })

  test('a try that hangs for all the time there is leaves time for one more, and for no third', async () => {
    await using api = await startStubApi((_, __, count) => (count === 2 ? undefined : ok))
    const time = { timeoutMs: 300, retry: { giveUpAfterMs: 300, minDelayMs: 1, maxDelayMs: 1 } }
    // Once before, so that the times are not those of loading and connecting.
    await api.client().policy.get()
    await expect(api.client(time).policy.get()).resolves.toEqual(defaultPolicy)
    await using dead = await startStubApi(() => undefined)
    await expect(dead.client(time).policy.get()).rejects.toMatchObject({ code: 'timeout' })
    expect(dead.seen.length).toBeLessThanOrEqual(3)
  })

  test('a caller with less patience than a try may take waits no longer than it said', async () => {
    await using api = await startStubApi(() => undefined)
    const options = { timeoutMs: 20_000, retry: { giveUpAfterMs: 500 } }
    await expect(api.client(options).policy.get()).rejects.toMatchObject({ code: 'timeout' })
    expect(api.seen).toHaveLength(1)
  })

  test('a response that breaks off is tried again', async () => {
    await using api = await startStubApi((_, response, count) => {
      if (count > 1) return ok
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': 1_000 })
      response.write('{"incrementMinutes":')
      setImmediate(() => response.socket?.destroy())
      return undefined
    })
    await expect(api.client().policy.get()).resolves.toEqual(defaultPolicy)
  })

  test('all tries of one POST have one Idempotency-Key, and each call its own', async () => {
    await using api = await startStubApi((_, __, count) =>
      count % 2 ? away : { status: 201, body: anEntry() },
    )
    const { entries } = api.client()
    await entries.create({ date: '2026-11-23', project: 'ACME-42', hours: 7.5 })
    await entries.create({ date: '2026-11-23', project: 'ACME-42', hours: 7.5 })
    await entries.create({ date: '2026-11-23', project: 'ACME-42', hours: 7.5 }, { idempotencyKey: 'mine' })
    const keys = api.seen.map(({ headers }) => headers['idempotency-key'])
    expect(keys[0]).toMatch(/^[\da-f-]{36}$/)
    expect(keys).toEqual([keys[0], keys[0], keys[2], keys[2], 'mine', 'mine'])
    expect(keys[0]).not.toBe(keys[2])
  })

  test('an earlier try that is still at work is waited for', async () => {
    const inUse = { status: 409, body: problem('idempotency_key_in_use', 'still running') }
    await using api = await startStubApi((_, __, count) => {
      if (count === 1) return away
      return count === 2 ? inUse : { status: 201, body: anEntry() }
    })
    const entry = { date: '2026-11-23', project: 'ACME-42', hours: 7.5 }
    await expect(api.client().entries.create(entry)).resolves.toMatchObject({ created: true })
  })

  test('a change that is not bound to a version is not sent again', async () => {
    await using api = await startStubApi(() => away)
    await expect(api.client().entries.update('id', { hours: 1 })).rejects.toMatchObject({ status: 503 })
    await expect(api.client().policy.update({ maxDaysAhead: 1 })).rejects.toMatchObject({ status: 503 })
    expect(api.seen).toHaveLength(2)
  })

  test('an addition is not sent again, since it would find itself', async () => {
    await using api = await startStubApi(() => away)
    const adding = api.client().projects.put('ACME', { name: 'Acme' }, { ifNoneMatch: '*' })
    await expect(adding).rejects.toMatchObject({ status: 503 })
    expect(api.seen).toHaveLength(1)
  })

  test('a change that is bound to a version is', async () => {
    await using api = await startStubApi((_, __, count) => (count === 1 ? away : { body: anEntry() }))
    await api.client().entries.update('id', { hours: 1 }, { basedOn: { version: 3, status: 'open' } })
    expect(api.seen.map(({ headers }) => headers['if-match'])).toEqual(['"3-open"', '"3-open"'])
  })

  test('a deletion that an unanswered try has done already succeeds', async () => {
    const gone = { status: 404, body: problem('not_found', 'there is no such entry') }
    await using api = await startStubApi((_, response, count) => {
      if (count > 1) return gone
      response.socket?.destroy()
      return undefined
    })
    await expect(api.client().entries.delete('id')).resolves.toBeUndefined()
    await expect(api.client().entries.delete('id')).rejects.toMatchObject({ code: 'not_found' })
  })

  test('a page of a proxy does not count as a deletion that is done', async () => {
    await using api = await startStubApi((_, __, count) =>
      count === 1 ? away : { status: 404, body: '<h1>default backend</h1>' },
    )
    await expect(api.client().entries.delete('id')).rejects.toMatchObject({ code: 'not_the_api' })
    expect(api.seen).toHaveLength(2)
  })

  test('Retry-After is waited for', async () => {
    await using api = await startStubApi((_, __, count) =>
      count === 1 ? { ...away, headers: { 'retry-after': '7' } } : ok,
    )
    const time = fakeTime()
    await api.client(time.options).policy.get()
    expect(time.delays[0]).toBeGreaterThanOrEqual(7_000)
  })

  test('time that a 429 asks to be waited does not count as time without a response', async () => {
    const limited = { status: 429, headers: { 'retry-after': '60' }, body: problem('rate_limited', 'slower') }
    await using api = await startStubApi((_, __, count) => (count < 4 ? limited : ok))
    const time = fakeTime()
    await expect(api.client(time.options).policy.get()).resolves.toEqual(defaultPolicy)
    expect(time.delays).toHaveLength(3)
  })

  const minute = { status: 429, headers: { 'retry-after': '60' }, body: problem('rate_limited', 'slower') }

  test.each([
    ['the call’s', {}, { totalTimeoutMs: 90_000 }],
    ['the client’s', { totalTimeoutMs: 90_000 }, {}],
    ['the call’s, before the client’s,', { totalTimeoutMs: 10 }, { totalTimeoutMs: 90_000 }],
  ])('a wait that would end after %s total time is not begun', async (_, client, call) => {
    await using api = await startStubApi(() => minute)
    const time = fakeTime()
    const startMs = time.options.now()
    await expect(api.client({ ...time.options, ...client }).policy.get(call)).rejects.toMatchObject({
      code: 'rate_limited',
      retryAfterMs: 60_000,
    })
    expect(time.delays).toHaveLength(1)
    expect(time.options.now() - startMs).toBeLessThan(90_000)
  })

  test('a call’s time for an attempt is not cut short by the patience of the client', async () => {
    const held: (() => void)[] = []
    await using api = await startStubApi(() => new Promise((resolve) => held.push(() => resolve(ok))))
    const getting = api
      .client({ timeoutMs: 1, retry: { giveUpAfterMs: 1, attempts: 1 } })
      .policy.get({ timeoutMs: 60_000 })
    await expect.poll(() => held.length).toBe(1)
    held[0]?.()
    await expect(getting).resolves.toEqual(defaultPolicy)
    await using dead = await startStubApi(() => undefined)
    const impatient = { timeoutMs: 60_000, totalTimeoutMs: 50 }
    await expect(dead.client().policy.get(impatient)).rejects.toMatchObject({ code: 'timeout' })
  })

  test('a longer Retry-After than is waited for is an error at once, which says how long', async () => {
    const limited = {
      status: 429,
      headers: { 'retry-after': '3600' },
      body: problem('rate_limited', 'slower'),
    }
    await using api = await startStubApi(() => limited)
    await expect(api.client().policy.get()).rejects.toMatchObject({
      code: 'rate_limited',
      kind: 'unreachable',
      retryAfterMs: 3_600_000,
    })
    expect(api.seen).toHaveLength(1)
  })

  test('after the time to give up nothing more is tried', async () => {
    await using api = await startStubApi(() => away)
    const time = fakeTime()
    const startMs = time.options.now()
    await expect(api.client(time.options).policy.get()).rejects.toMatchObject({
      code: 'database_unavailable',
      kind: 'unreachable',
    })
    const takenMs = time.options.now() - startMs
    expect(takenMs).toBeGreaterThan(15_000)
    expect(takenMs).toBeLessThan(30_000)
  })

  test('a request is sent no more often than is allowed', async () => {
    await using api = await startStubApi(() => away)
    await expect(api.client({ retry: { attempts: 3 } }).policy.get()).rejects.toMatchObject({ status: 503 })
    expect(api.seen).toHaveLength(3)
  })

  test('refusals are not sent again', async () => {
    await using api = await startStubApi(() => ({ status: 409, body: problem('week_locked', 'locked') }))
    await expect(api.client().policy.get()).rejects.toMatchObject({ code: 'week_locked' })
    expect(api.seen).toHaveLength(1)
  })
})

describe('tokens', () => {
  const refused = { status: 401, body: problem('invalid_token', 'expired') }

  test('a refused token is renewed once', async () => {
    await using api = await startStubApi(({ headers }) =>
      headers.authorization === 'Bearer new' ? ok : refused,
    )
    const tokenProvider = tokens('old', 'new')
    await expect(api.client({ tokenProvider }).policy.get()).resolves.toEqual(defaultPolicy)
    expect(tokenProvider.rejected).toEqual(['old'])
  })

  test('a renewed token that is refused, too, is an error', async () => {
    await using api = await startStubApi(() => refused)
    const tokenProvider = tokens('old', 'new', 'newer')
    await expect(api.client({ tokenProvider }).policy.get()).rejects.toMatchObject({
      code: 'invalid_token',
      status: 401,
      kind: 'not_authorized',
    })
    expect(api.seen).toHaveLength(2)
  })

  test('the same token again is not sent again', async () => {
    await using api = await startStubApi(() => refused)
    await expect(api.client().policy.get()).rejects.toMatchObject({ code: 'invalid_token' })
    expect(api.seen).toHaveLength(1)
  })

  test('a provider that can not renew is not asked to', async () => {
    await using api = await startStubApi(() => refused)
    const tokenProvider = { ...tokens('old', 'new'), canRenew: false }
    await expect(api.client({ tokenProvider }).policy.get()).rejects.toMatchObject({ code: 'invalid_token' })
    expect(tokenProvider.rejected).toEqual([])
  })

  test.each([
    ['invalid_client', 'not_authorized'],
    ['issuer_unreachable', 'issuer_unreachable'],
    ['invalid_settings', 'misconfigured'],
    ['invalid_response', 'invalid_response'],
    ['aborted', 'aborted'],
  ] as const)('where no token is available (%s) the error says so (%s)', async (authCode, code) => {
    await using api = await startStubApi(() => ok)
    const cause = new AuthError(authCode, 'The issuer does not know the client.', { retryAfterMs: 1 })
    const tokenProvider = { getAccessToken: () => Promise.reject(cause) }
    await expect(api.client({ tokenProvider }).policy.get()).rejects.toMatchObject({
      code,
      message: 'The issuer does not know the client.',
      cause,
      retryAfterMs: 1,
    })
    expect(api.seen).toHaveLength(0)
  })

  test.each([
    ['fetch in Node', Object.assign(new TypeError('fetch failed'), { cause: { code: 'ENOTFOUND' } })],
    ['fetch in Chromium', new TypeError('Failed to fetch')],
    ['fetch in Safari', new TypeError('Load failed')],
    ['fetch in Firefox', new TypeError('NetworkError when attempting to fetch resource.')],
    ['fetch in React Native', new TypeError('Network request failed')],
    ['a socket', Object.assign(new Error('connect'), { code: 'ECONNREFUSED' })],
    ['axios', Object.assign(new Error('Network Error'), { code: 'ERR_NETWORK' })],
    ['AbortSignal.timeout', new DOMException('timed out', 'TimeoutError')],
    ['a response of 503', Object.assign(new Error('status'), { response: { status: 503 } })],
    ['a failure that wraps another', new Error('no token', { cause: new TypeError('fetch failed') })],
  ])('an own provider that fails by network (%s) does not ask to sign in again', async (_, failure) => {
    await using api = await startStubApi(() => ok)
    const tokenProvider = { getAccessToken: () => Promise.reject(failure) }
    await expect(api.client({ tokenProvider }).policy.get()).rejects.toMatchObject({
      code: 'issuer_unreachable',
      kind: 'unreachable',
      message: expect.not.stringContaining('Sign in'),
    })
  })

  test.each([
    ['another failure', new Error('login required')],
    ['a mistake', new TypeError('Cannot read properties of undefined')],
    ['a refusal', Object.assign(new Error('status'), { response: { status: 401 } })],
  ])('%s of an own provider is not taken for the network’s', async (_, failure) => {
    await using api = await startStubApi(() => ok)
    const tokenProvider = { getAccessToken: () => Promise.reject(failure) }
    await expect(api.client({ tokenProvider }).policy.get()).rejects.toMatchObject({ kind: 'not_authorized' })
  })

  test('a provider that never comes back ends with the call’s total time', async () => {
    await using api = await startStubApi(() => ok)
    const tokenProvider = { getAccessToken: () => new Promise<string>(() => {}) }
    await expect(api.client({ tokenProvider }).policy.get({ totalTimeoutMs: 20 })).rejects.toMatchObject({
      code: 'timeout',
      message: 'There was no access token within 0.02 seconds. Try again later.',
    })
  })

  test('of another provider’s error only the words are kept', async () => {
    await using api = await startStubApi(() => ok)
    const failure = Object.assign(new Error('login required'), { response: { access_token: 'hunter2' } })
    const tokenProvider = { getAccessToken: () => Promise.reject(failure) }
    const error = await api
      .client({ tokenProvider })
      .policy.get()
      .catch((error: unknown) => error)
    expect(error).toMatchObject({
      code: 'not_authorized',
      message: expect.stringContaining('login required'),
    })
    expect(inspect(error, { depth: 20, showHidden: true })).not.toContain('hunter2')
  })
})

describe('signals', () => {
  test('a call is ended while it waits for its response', async () => {
    const stop = new AbortController()
    const reason = new Error('enough')
    await using api = await startStubApi(() => {
      stop.abort(reason)
      return undefined
    })
    await expect(api.client().policy.get({ signal: stop.signal })).rejects.toMatchObject({
      code: 'aborted',
      cause: reason,
    })
  })

  test('a call is ended while it waits to try again', async () => {
    const stop = new AbortController()
    await using api = await startStubApi(() => away)
    const sleep = async () => stop.abort()
    await expect(api.client({ sleep }).policy.get({ signal: stop.signal })).rejects.toMatchObject({
      code: 'aborted',
    })
    expect(api.seen).toHaveLength(1)
  })

  test('nothing is asked for when it was ended before', async () => {
    await using api = await startStubApi(() => ok)
    const tokenProvider = { getAccessToken: () => Promise.reject(new Error('not to be called')) }
    await expect(
      api.client({ tokenProvider }).policy.get({ signal: AbortSignal.abort() }),
    ).rejects.toMatchObject({ code: 'aborted' })
    expect(api.seen).toHaveLength(0)
  })

  test('the token provider is ended, too', async () => {
    await using api = await startStubApi(() => ok)
    const stop = new AbortController()
    const tokenProvider = {
      getAccessToken: ({ signal }: { signal?: AbortSignal } = {}) =>
        new Promise<string>((_, reject) => {
          signal?.addEventListener('abort', () => reject(new Error('ended')))
          stop.abort()
        }),
    }
    await expect(api.client({ tokenProvider }).me({ signal: stop.signal })).rejects.toMatchObject({
      code: 'aborted',
    })
  })
})
