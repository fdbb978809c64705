import { afterAll, beforeAll, expect, test } from 'vitest'
import { startApi, type TestApi } from '../../support/api.ts'

let api: TestApi
let ann: string

beforeAll(async () => {
  api = await startApi()
  ann = await api.issuer.person('auth0|ann')
})
afterAll(() => api.close())

async function outcomeOf(path: string) {
  const response = await api.fetch(path, { token: ann })
  const body = await response.json()
  return {
    status: response.status,
    code: body.code,
    pointers: body.errors?.map((error: { pointer: string }) => error.pointer),
  }
}

test.each([
  ['/timesheets?limit=0', 422, 'out_of_range', ['/limit']],
  ['/timesheets?limit=1001', 422, 'out_of_range', ['/limit']],
  ['/timesheets?limit=ten', 422, 'invalid_format', ['/limit']],
  ['/timesheets?limit=', 422, 'invalid_format', ['/limit']],
  ['/timesheets?limit=1e2', 422, 'invalid_format', ['/limit']],
  ['/timesheets?from=2026-02-30', 422, 'invalid_format', ['/from']],
  ['/timesheets?from=0001-01-01', 422, 'out_of_range', ['/from']],
  ['/timesheets?status=done', 422, 'invalid_value', ['/status']],
  ['/timesheets?project=', 422, 'too_short', ['/project']],
  ['/timesheets?project=%00', 422, 'invalid_character', ['/project']],
  ['/timesheets?from=2026-11-02&to=2026-11-01', 422, 'out_of_range', ['/from']],
  ['/timesheets?colour=red', 422, 'unknown_field', ['/colour']],
  ['/timesheets?a%2Fb=1&c~d', 422, 'unknown_field', ['/a~1b', '/c~0d']],
  ['/timesheets?__proto__=1&constructor=2', 422, 'unknown_field', ['/__proto__', '/constructor']],
  ['/timesheets?from[]=2026-11-01', 422, 'unknown_field', ['/from[]']],
  ['/timesheets?limit=1&limit=2', 422, 'invalid_value', ['/limit']],
  ['/timesheets?limit=1&%6cimit=1', 422, 'invalid_value', ['/limit']],
  ['/me?x=1', 422, 'unknown_field', ['/x']],
  ['/timesheets?project=%zz', 400, 'malformed_request', undefined],
  ['/timesheets?project=%E4', 400, 'malformed_request', undefined],
  ['/timesheets?%=1', 400, 'malformed_request', undefined],
  ['/timesheets?cursor=', 400, 'malformed_cursor', undefined],
  ['/timesheets?cursor=nonsense', 400, 'malformed_cursor', undefined],
  ['/timesheets?cursor=WyIyMDI2LTAyLTMwIiwiMSJd', 400, 'malformed_cursor', undefined],
])('%s gets %i %s', async (path, status, code, pointers) => {
  expect(await outcomeOf(path)).toEqual({ status, code, pointers })
})

test.each([
  '/timesheets?',
  '/timesheets?&',
  '/timesheets?limit=1000',
  '/timesheets?project=ACME%2042',
  '/timesheets?project=ACME+42&',
])('%s is well-formed', async (path) => {
  expect((await outcomeOf(path)).status).toBe(200)
})

test('a plus sign stands for a space', async () => {
  await api.fetch('/timesheets', {
    method: 'POST',
    token: ann,
    json: { date: '2026-11-23', project: 'A B', hours: 1 },
  })
  const found = await api.fetch('/timesheets?project=A+B', { token: ann })
  expect((await found.json()).data).toHaveLength(1)
})
