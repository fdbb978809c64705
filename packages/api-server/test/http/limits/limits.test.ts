import { afterEach, expect, test } from 'vitest'
import { startApi, type TestApi } from '../../support/api.ts'

let api: TestApi
afterEach(() => api.close())

const perMinute = 3

async function startLimited(rateLimitPerMinute = perMinute) {
  const clock = { nowMs: 1_000_000 }
  api = await startApi({ config: { rateLimitPerMinute }, now: () => clock.nowMs })
  return clock
}

test('a caller is told what is left, and then when to come back', async () => {
  const clock = await startLimited()
  const token = await api.issuer.person('auth0|ann')
  for (const remaining of [2, 1, 0]) {
    const response = await api.fetch('/me', { token })
    expect(response.status).toBe(200)
    expect(response.headers.get('RateLimit-Policy')).toBe('"caller";q=3;w=60')
    expect(response.headers.get('RateLimit')).toBe(`"caller";r=${remaining};t=60`)
  }
  clock.nowMs += 20_000
  const refused = await api.fetch('/me', { token })
  expect(refused.status).toBe(429)
  expect(refused.headers.get('Retry-After')).toBe('40')
  expect(refused.headers.get('RateLimit')).toBe('"caller";r=0;t=40')
  expect(await refused.json()).toMatchObject({ code: 'rate_limited', title: 'Too many requests' })
  clock.nowMs += 40_000
  expect((await api.fetch('/me', { token })).status).toBe(200)
})

test('callers are distinguished by client and person, not by token', async () => {
  await startLimited()
  const spend = async (claims: Record<string, unknown>) => {
    const outcomes = []
    for (let index = 0; index <= perMinute; index++) {
      const token = await api.issuer.sign({ claims: { ...claims, jti: String(index) } })
      outcomes.push((await api.fetch('/me', { token })).status)
    }
    return outcomes
  }
  expect(await spend({ sub: 'auth0|ann', azp: 'spa' })).toEqual([200, 200, 200, 429])
  expect(await spend({ sub: 'auth0|bob', azp: 'spa' })).toEqual([200, 200, 200, 429])
  expect(await spend({ sub: 'auth0|ann', azp: 'mobile' })).toEqual([200, 200, 200, 429])
})

test('refusals count as well: of scope, of content, of everything', async () => {
  await startLimited()
  const token = await api.issuer.person('auth0|ann', 'read:timesheets')
  const statuses = []
  for (let index = 0; index <= perMinute; index++) {
    statuses.push((await api.fetch('/timesheets', { method: 'POST', token, json: {} })).status)
  }
  expect(statuses).toEqual([403, 403, 403, 429])
})

test('who comes again and again without a valid token is held up, and holds up nobody else', async () => {
  const clock = await startLimited()
  const refusals = []
  for (const token of ['a.b.c', undefined, 'x', 'y']) {
    refusals.push(await api.fetch('/me', token === undefined ? {} : { token }))
  }
  expect(refusals.map(({ status }) => status)).toEqual([401, 401, 401, 429])
  expect(refusals[3]?.headers.get('Retry-After')).toBe('60')
  // From the same address, with a token that was not seen before.
  const token = await api.issuer.person('auth0|ann')
  expect((await api.fetch('/me', { token })).status).toBe(200)
  clock.nowMs += 60_000
  expect((await api.fetch('/me')).status).toBe(401)
})

test('what needs no token has no limit', async () => {
  await startLimited()
  for (const path of ['/healthz', '/readyz', '/openapi.json', '/metrics']) {
    for (let index = 0; index < 3; index++) {
      const response = await api.fetch(path)
      expect(response.status).toBe(200)
      expect(response.headers.get('RateLimit')).toBeNull()
    }
  }
})

test('0 means no limit', async () => {
  await startLimited(0)
  const response = await api.fetch('/me', { token: await api.issuer.person('auth0|ann') })
  expect(response.status).toBe(200)
  expect(response.headers.get('RateLimit')).toBeNull()
})
