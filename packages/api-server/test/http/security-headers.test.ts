import helmet from 'helmet'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startApi, type TestApi } from '../support/api.ts'

let api: TestApi
beforeAll(async () => {
  api = await startApi()
})
afterAll(() => api.close())

test('every answer has the header fields of Helmet for an API', async () => {
  const recorded: Record<string, string> = {}
  helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: { 'default-src': ["'none'"], 'frame-ancestors': ["'none'"] },
    },
    xFrameOptions: { action: 'deny' },
    crossOriginResourcePolicy: { policy: 'cross-origin' },
  })(
    {} as never,
    {
      setHeader: (name: string, value: string) => {
        recorded[name.toLowerCase()] = value
      },
      removeHeader: () => undefined,
    } as never,
    () => {},
  )
  expect(Object.keys(recorded).length).toBeGreaterThan(9)
  const token = await api.issuer.person('auth0|ann')
  for (const [path, status] of [
    ['/timesheets', 200],
    ['/nowhere', 404],
    ['/healthz', 200],
  ] as const) {
    const response = await api.fetch(path, { token })
    expect(response.status).toBe(status)
    expect(Object.fromEntries(response.headers)).toMatchObject(recorded)
    expect(response.headers.get('X-Powered-By')).toBeNull()
  }
})

test('nothing is kept by a cache that does not say so', async () => {
  expect((await api.fetch('/nowhere')).headers.get('Cache-Control')).toBe('no-store')
  expect((await api.fetch('/timesheets')).headers.get('Cache-Control')).toBe('no-store')
  expect((await api.fetch('/healthz')).headers.get('Cache-Control')).toBe('no-store')
})
