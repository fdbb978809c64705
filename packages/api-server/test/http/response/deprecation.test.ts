import { staticToken } from 'timesheets-sdk/auth'
import { createTimesheetsClient } from 'timesheets-sdk/client'
import { type Deprecation, operations } from 'timesheets-sdk/contract'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { startApi, type TestApi } from '../../support/api.ts'

/** Nothing is deprecated now, so the contract says it of one operation while these tests run. */
const deprecated: Deprecation = {
  since: '2026-12-01',
  endsOn: '2028-01-31',
  see: 'https://timesheets.example/policy',
}
const operation: { summary: string; deprecated?: Deprecation } = operations.getPolicy
const origin = 'https://page.example'

let api: TestApi
let ann: string
beforeAll(async () => {
  operation.deprecated = deprecated
  api = await startApi({ config: { corsOrigins: [origin] } })
  ann = await api.issuer.person('auth0|ann')
})
afterAll(async () => {
  delete operation.deprecated
  await api.close()
})

const announced = {
  deprecation: '@1796083200',
  sunset: 'Mon, 31 Jan 2028 00:00:00 GMT',
  link: '<https://timesheets.example/policy>; rel="deprecation"; type="text/html"',
}
const fieldsOf = ({ headers }: Response) =>
  Object.fromEntries(Object.keys(announced).map((name) => [name, headers.get(name)]))

const readPaths = async () =>
  ((await (await fetch(`${api.url}/openapi.json`)).json()) as { paths: Record<string, object> }).paths

describe('a deprecated operation', () => {
  test('is announced on success and failure, to pages of other origins too', async () => {
    const headers = { authorization: `Bearer ${ann}`, origin }
    const success = await fetch(`${api.url}/policy`, { headers })
    expect([success.status, fieldsOf(success)]).toEqual([200, announced])
    expect(success.headers.get('access-control-expose-headers')?.split(',')).toEqual(
      expect.arrayContaining(['Deprecation', 'Sunset', 'Link']),
    )
    const failure = await fetch(`${api.url}/policy`)
    expect([failure.status, fieldsOf(failure)]).toEqual([401, announced])
  })

  test('is reported by the SDK once', async () => {
    const onDeprecation = vi.fn()
    const client = createTimesheetsClient({
      baseUrl: api.url,
      tokenProvider: staticToken(ann),
      hooks: { onDeprecation },
    })
    await client.policy.get()
    await client.policy.get()
    expect(onDeprecation.mock.calls).toEqual([
      [
        {
          operation: 'getPolicy',
          deprecatedAtMs: Date.parse(deprecated.since),
          sunsetAtMs: Date.parse('2028-01-31'),
          link: deprecated.see,
        },
      ],
    ])
  })

  test('is marked in the OpenAPI document', async () => {
    expect((await readPaths())['/policy']).toMatchObject({
      get: { deprecated: true, description: expect.stringContaining('ends on 2028-01-31') },
    })
  })
})

test('other operations announce nothing', async () => {
  const response = await fetch(`${api.url}/me`, { headers: { authorization: `Bearer ${ann}` } })
  expect(fieldsOf(response)).toEqual({ deprecation: null, sunset: null, link: null })
  expect(JSON.stringify(await readPaths()).match(/"deprecated":true/g)).toHaveLength(1)
})
