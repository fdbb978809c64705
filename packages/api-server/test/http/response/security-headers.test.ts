import helmet from 'helmet'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startApi, type TestApi } from '../../support/api.ts'

let api: TestApi
beforeAll(async () => {
  api = await startApi()
})
afterAll(() => api.close())

const forData = {
  'content-security-policy': "default-src 'none';frame-ancestors 'none'",
  'cross-origin-resource-policy': 'cross-origin',
  'referrer-policy': 'no-referrer',
  'strict-transport-security': 'max-age=31536000; includeSubDomains',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
}

test('every response has the header fields for data', async () => {
  const token = await api.issuer.person('auth0|ann')
  for (const [path, status] of [
    ['/timesheets', 200],
    ['/nowhere', 404],
    ['/healthz', 200],
  ] as const) {
    const response = await api.fetch(path, { token })
    expect(response.status).toBe(status)
    expect(Object.fromEntries(response.headers)).toMatchObject(forData)
    expect(response.headers.get('X-Powered-By')).toBeNull()
  }
})

test('a page has all that Helmet sets', async () => {
  const recorded: Record<string, string> = {}
  const recorder = {
    setHeader: (name: string, value: string) => {
      recorded[name.toLowerCase()] = value
    },
    removeHeader: () => undefined,
  }
  helmet()({} as never, recorder as never, () => {})
  const response = await api.fetch('/docs')
  expect(Object.keys(Object.fromEntries(response.headers))).toEqual(
    expect.arrayContaining(Object.keys(recorded)),
  )
})

test('nothing is kept by a cache that does not say so', async () => {
  expect((await api.fetch('/nowhere')).headers.get('Cache-Control')).toBe('no-store')
  expect((await api.fetch('/timesheets')).headers.get('Cache-Control')).toBe('no-store')
  expect((await api.fetch('/healthz')).headers.get('Cache-Control')).toBe('no-store')
})
