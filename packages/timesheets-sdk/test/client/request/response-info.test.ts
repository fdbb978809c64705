import { afterEach, expect, test, vi } from 'vitest'
import type { ApiResponseInfo, ClientHooks, DeprecationInfo } from '../../../src/client/index.ts'
import { problem } from '../../../src/contract/index.ts'
import { defaultPolicy } from '../../../src/model/index.ts'
import { collect } from '../../support/collect.ts'
import { startStubApi, tokens } from '../stub-api.ts'

const headers = {
  'x-request-id': 'req-7',
  ratelimit: '"caller";r=599;t=60',
  'ratelimit-policy': '"caller";q=600;w=60',
}
const ok = { body: defaultPolicy, headers }
const away = { status: 503, body: problem('database_unavailable', 'the database does not respond') }

afterEach(() => void vi.restoreAllMocks())

test('hooks hear of requests, responses and retries, and never of a token', async () => {
  const heard: [string, object][] = []
  const hear = (name: string) => (info: object) => void heard.push([name, info])
  const hooks: ClientHooks = {
    onRequest: hear('request'),
    onResponse: hear('response'),
    onRetry: hear('retry'),
  }
  await using api = await startStubApi((_, __, count) => {
    if (count === 1) return { status: 401, body: problem('invalid_token', 'expired') }
    return count === 2 ? away : ok
  })
  await api.client({ hooks, tokenProvider: tokens('old-secret', 'new-secret') }).policy.get()
  const about = { operation: 'getPolicy', method: 'GET', url: `${api.baseUrl}/policy` }
  expect(heard).toMatchObject([
    ['request', { ...about, attempt: 1 }],
    ['response', { ...about, attempt: 1, status: 401 }],
    ['request', { ...about, attempt: 2 }],
    ['response', { ...about, attempt: 2, status: 503 }],
    ['retry', { ...about, attempt: 2, error: { code: 'database_unavailable' }, delayMs: expect.any(Number) }],
    ['request', { ...about, attempt: 3 }],
    ['response', { ...about, attempt: 3, status: 200, requestId: 'req-7', durationMs: expect.any(Number) }],
  ])
  expect(JSON.stringify(heard)).not.toContain('secret')
})

test('a hook that throws changes nothing', async () => {
  const fail = () => {
    throw new Error('the log is full')
  }
  const hooks = { onRequest: fail, onResponse: fail, onRetry: fail, onDeprecation: fail }
  await using api = await startStubApi((_, __, count) =>
    count === 1 ? away : { ...ok, headers: { deprecation: '@1764547200' } },
  )
  await expect(api.client({ hooks }).policy.get({ onResponse: fail })).resolves.toEqual(defaultPolicy)
})

test('request id and rate limit of a successful call can be read', async () => {
  await using api = await startStubApi((_, __, count) => (count === 1 ? away : ok))
  const responses: ApiResponseInfo[] = []
  await api.client().policy.get({ onResponse: (response) => void responses.push(response) })
  expect(responses).toMatchObject([
    { status: 200, requestId: 'req-7', rateLimit: { remaining: 599, resetInSeconds: 60, limit: 600 } },
  ])
})

test('so can those of each page of a list, and of a deletion', async () => {
  await using api = await startStubApi(({ method }, _, count) =>
    method === 'DELETE'
      ? { status: 204, headers }
      : {
          body: { data: [], nextCursor: count < 2 ? 'next' : null },
          headers: { ratelimit: `"c";r=${count};t=1` },
        },
  )
  const rest: (number | undefined)[] = []
  const onResponse = ({ rateLimit }: ApiResponseInfo) => void rest.push(rateLimit?.remaining)
  const { entries } = api.client()
  await collect(entries.list({}, { onResponse }))
  await entries.delete('a', { onResponse })
  expect(rest).toEqual([1, 2, 599])
})

const sunset = {
  deprecation: '@1764547200',
  sunset: 'Wed, 01 Jul 2026 00:00:00 GMT',
  link: '</next>; rel="next", <https://api.example/docs/deprecations>; rel="deprecation"; type="text/html"',
}

test('an operation that is deprecated or will end is reported once (RFC 9745, RFC 8594)', async () => {
  const reported: DeprecationInfo[] = []
  const hooks = { onDeprecation: (deprecation: DeprecationInfo) => void reported.push(deprecation) }
  await using api = await startStubApi(({ url }) => {
    if (url === '/policy') return { ...ok, headers: sunset }
    return { body: { data: [], nextCursor: null }, headers: { sunset: sunset.sunset } }
  })
  const client = api.client({ hooks })
  await client.policy.get()
  await client.policy.get()
  await collect(client.entries.list())
  const sunsetAtMs = Date.UTC(2026, 6, 1)
  expect(reported).toEqual([
    {
      operation: 'getPolicy',
      deprecatedAtMs: 1_764_547_200_000,
      sunsetAtMs,
      link: 'https://api.example/docs/deprecations',
    },
    { operation: 'listEntries', deprecatedAtMs: undefined, sunsetAtMs, link: undefined },
  ])
})

test('without a hook it is a warning of the console', async () => {
  const warn = vi.spyOn(console, 'warn').mockReturnValue()
  await using api = await startStubApi(() => ({ ...ok, headers: sunset }))
  const client = api.client()
  await client.policy.get()
  await client.policy.get()
  expect(warn.mock.calls).toEqual([
    [
      'timesheets-sdk: the operation getPolicy is deprecated and ends on 2026-07-01. See https://api.example/docs/deprecations',
    ],
  ])
})
