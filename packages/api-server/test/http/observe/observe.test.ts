import { afterAll, beforeAll, expect, test } from 'vitest'
import { startApi, type TestApi } from '../../support/api.ts'

let api: TestApi
let ann: string

beforeAll(async () => {
  api = await startApi()
  ann = await api.issuer.person('auth0|ann')
})
afterAll(() => api.close())

const uuid = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/

async function lineOf(response: Response): Promise<Record<string, unknown> | undefined> {
  const requestId = response.headers.get('X-Request-Id')
  await expect.poll(() => api.log.some((line) => line.requestId === requestId)).toBe(true)
  return api.log.find((line) => line.requestId === requestId)
}

test.each(['abc', 'A-b_c.1', 'x'.repeat(128)])('a request keeps the id %s that it brings', async (id) => {
  const response = await api.fetch('/nowhere', { headers: { 'X-Request-Id': id } })
  expect(response.headers.get('X-Request-Id')).toBe(id)
  expect(await response.json()).toMatchObject({ requestId: id })
})

test.each(['', 'a b', 'x'.repeat(129), 'a"b', 'a,b', '{"level":"fatal"}', 'ü'])(
  '%j is not a valid id',
  async (id) => {
    const response = await api.fetch('/nowhere', { headers: { 'X-Request-Id': id } })
    expect(response.headers.get('X-Request-Id')).toMatch(uuid)
  },
)

test('every request is one line in the log, without its query, its header or its body', async () => {
  const response = await api.fetch('/timesheets?project=hunter2', {
    token: ann,
    headers: { 'X-Secret': 'hunter2', 'User-Agent': 'hunter2' },
  })
  expect(await lineOf(response)).toEqual({
    level: 'info',
    time: expect.any(Number),
    requestId: expect.stringMatching(uuid),
    method: 'GET',
    path: '/timesheets',
    status: 200,
    durationMs: expect.any(Number),
    client: 'spa',
    subject: 'auth0|ann',
    msg: 'request',
  })
  await api.fetch('/timesheets', { method: 'POST', token: ann, json: { project: 'hunter2' } })
  await api.fetch('/nowhere?hunter2')
  await api.fetch('/timesheets?token=hunter2', { token: 'hunter2' })
  expect(JSON.stringify(api.log)).not.toContain('hunter2')
  expect(JSON.stringify(api.log)).not.toContain(ann.slice(-20))
})

test('the line of a refusal has its code, and the path of one resource stands for all', async () => {
  const response = await api.fetch('/timesheets/01a20d67-ffa8-71d5-8990-000000000000', { token: ann })
  expect(await lineOf(response)).toMatchObject({ path: '/timesheets/{id}', status: 404, code: 'not_found' })
})

test('a path that does not exist is logged as far as it is of use', async () => {
  const response = await api.fetch(`/${'x'.repeat(1_000)}`)
  expect(String((await lineOf(response))?.path)).toHaveLength(256)
})

test('what asks all the time whether the process is well is logged for debugging only', async () => {
  expect(await lineOf(await api.fetch('/healthz'))).toMatchObject({ level: 'debug' })
})

test('the metrics tell operations and outcomes apart, and nobody', async () => {
  await api.fetch('/me', { token: ann })
  await api.fetch('/me', { token: 'nonsense' })
  await api.fetch('/nowhere/auth0')
  const response = await api.fetch('/metrics')
  expect(response.headers.get('Content-Type')).toContain('text/plain')
  const text = await response.text()
  expect(text).toMatch(/^http_request_duration_seconds_count\{operation="getMe",status="200"\} \d+$/m)
  expect(text).toMatch(/^http_request_duration_seconds_count\{operation="getMe",status="401"\} \d+$/m)
  expect(text).toMatch(/^http_request_duration_seconds_count\{operation="none",status="404"\} \d+$/m)
  expect(text).toMatch(/^access_tokens_total\{outcome="invalid_malformed"\} \d+$/m)
  expect(text).toMatch(/^access_tokens_total\{outcome="verified"\} 1$/m)
  expect(text).toMatch(/^access_tokens_total\{outcome="cached"\} \d+$/m)
  expect(text).not.toContain('auth0')
})

test.each([
  ['sqlite', /^sqlite_wal_bytes \d{4,}$/m],
  ['postgres', /^database_connections\{state="idle"\} [1-9]$/m],
] as const)(
  'the metrics on %s have the waiting writes and the state of the database',
  async (engine, ofEngine) => {
    const own = await startApi({ engine })
    const text = await (await own.fetch('/metrics')).text()
    await own.close()
    expect(text).toMatch(/^write_queue_requests 0$/m)
    expect(text).toMatch(/^write_queue_age_seconds 0$/m)
    expect(text).toMatch(ofEngine)
  },
)
