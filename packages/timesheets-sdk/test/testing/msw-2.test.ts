import { setupServer } from 'msw-2/node'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { createFakeTimesheetsApi } from '../../src/testing/index.ts'

// The peer dependency allows both major versions; all other tests use the latest.
vi.mock('msw', () => import('msw-2'))

const api = createFakeTimesheetsApi({ baseUrl: 'https://timesheets.test' })
// Both major versions have the same handlers, under types of their own.
const server = setupServer(...(api.handlers as unknown as Parameters<typeof setupServer>))
beforeAll(() => server.listen())
afterAll(() => server.close())

test('the fake API runs on msw 2 as well', async () => {
  const headers = { authorization: 'Bearer x', 'content-type': 'application/json' }
  const body = JSON.stringify({ date: '2026-11-23', project: 'A', hours: 2 })
  const created = await fetch('https://timesheets.test/timesheets', { method: 'POST', headers, body })
  expect(created.status).toBe(201)
  expect(created.headers.get('etag')).toBe('"1-open"')
  const head = await fetch('https://timesheets.test/me', { method: 'HEAD', headers })
  expect([head.status, await head.text()]).toEqual([200, ''])
  const missing = await fetch('https://timesheets.test/me')
  expect(missing.headers.get('content-type')).toBe('application/problem+json; charset=utf-8')
})
