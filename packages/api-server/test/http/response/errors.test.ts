import { problem } from 'timesheets-sdk/contract'
import { ProblemError } from 'timesheets-sdk/decide'
import { afterEach, expect, test } from 'vitest'
import { startApi, type TestApi } from '../../support/api.ts'

let api: TestApi
afterEach(() => api.close())

test('a failure that nobody foresaw says nothing of itself, and is in the log under the request’s id', async () => {
  api = await startApi({
    service: { policy: () => Promise.reject(new Error('password=hunter2 in /srv/secret.ts')) },
  })
  const token = await api.issuer.person('auth0|ann')
  const response = await api.fetch('/policy', { token })
  expect(response.status).toBe(500)
  const text = await response.text()
  expect(text).not.toMatch(/hunter2|secret|stack/)
  const { requestId, ...body } = JSON.parse(text)
  expect(body).toMatchObject({ code: 'internal_error', title: 'Internal error', instance: '/policy' })
  expect(api.log.find((line) => line.msg === 'a request failed')).toMatchObject({
    level: 'error',
    requestId,
    operation: 'getPolicy',
    err: { message: 'password=hunter2 in /srv/secret.ts', stack: expect.any(String) },
  })
})

test('a thrown value that is not an Error gets the same problem', async () => {
  api = await startApi({ service: { policy: () => Promise.reject(undefined) } })
  const response = await api.fetch('/policy', { token: await api.issuer.person('auth0|ann') })
  expect(response.status).toBe(500)
  expect(await response.json()).toMatchObject({ code: 'internal_error' })
})

test('a database that is away is said, with when to come back', async () => {
  const away = () =>
    Promise.reject(new ProblemError(problem('database_unavailable', 'the database is unavailable')))
  api = await startApi({ service: { policy: away, createEntry: away } })
  const token = await api.issuer.person('auth0|ann')
  const read = await api.fetch('/policy', { token })
  const write = await api.fetch('/timesheets', {
    method: 'POST',
    token,
    json: { date: '2026-11-23', project: 'A', hours: 1 },
  })
  for (const response of [read, write]) {
    expect(response.status).toBe(503)
    expect(response.headers.get('Retry-After')).toBe('5')
    expect(response.headers.get('Cache-Control')).toBe('no-store')
    expect(await response.json()).toMatchObject({ code: 'database_unavailable' })
  }
})

test('an unavailable issuer gets 503, and requests work again when it is back', async () => {
  api = await startApi()
  api.issuer.goAway()
  const token = await api.issuer.person('auth0|ann')
  const response = await api.fetch('/me', { token })
  expect(response.status).toBe(503)
  expect(response.headers.get('Retry-After')).toBe('5')
  expect(response.headers.get('WWW-Authenticate')).toBeNull()
  expect(await response.json()).toMatchObject({ code: 'issuer_unavailable' })
  // Without a token the caller is told what is missing, issuer or not.
  expect((await api.fetch('/me')).status).toBe(401)
})
