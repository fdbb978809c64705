import { generateKeyPair, SignJWT } from 'jose'
import { type OperationName, operations, pathOf } from 'timesheets-sdk/contract'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type ApiRequest, startApi, type TestApi } from '../support/api.ts'
import { allScopes } from '../support/issuer.ts'

let api: TestApi
let entryId: string

beforeAll(async () => {
  api = await startApi()
  entryId = await createEntryOfAnn()
})
afterAll(() => api.close())

async function createEntryOfAnn(): Promise<string> {
  const created = await api.fetch('/timesheets', {
    method: 'POST',
    token: await api.issuer.person('auth0|ann'),
    json: { date: '2026-11-23', project: 'ACME-42', hours: 1 },
  })
  return (await created.json()).id
}

/** The request of each operation. Its entry belongs to Ann. */
const requests: Readonly<Record<OperationName, ApiRequest & { readonly query?: string }>> = {
  listEntries: {},
  createEntry: { json: { date: '2026-11-24', project: 'ACME-42', hours: 1 } },
  pushEntries: { json: { entries: [{ userId: 'auth0|ann', date: '2026-11-24', project: 'A', hours: 1 }] } },
  getEntry: {},
  updateEntry: { json: { project: 'ACME-43' } },
  deleteEntry: {},
  listWeeks: {},
  decideWeeks: { json: { decisions: [{ userId: 'auth0|ann', week: '2026-W48', action: 'approve' }] } },
  getWeek: {},
  submitWeek: {},
  recallWeek: {},
  approveWeek: {},
  rejectWeek: { json: { reason: 'Tuesday belongs to ACME-43' } },
  reopenWeek: { json: { reason: 'Tuesday belongs to ACME-43' } },
  listPeople: {},
  getPerson: {},
  putPerson: {
    json: { name: 'Ann', kind: 'employee', expectedHoursPerWeek: 40, activeFrom: '2026-01-01' },
  },
  deletePerson: {},
  listNewcomers: {},
  deleteNewcomer: {},
  listAbsences: {},
  putAbsence: { json: { to: '2026-12-31', kind: 'vacation' } },
  deleteAbsence: {},
  getFeed: {},
  createFeed: {},
  deleteFeed: {},
  listPeriods: {},
  getPeriod: {},
  listObstacles: {},
  closePeriod: { json: { force: true, reason: 'a try' } },
  reopenPeriod: { json: { reason: 'a try' } },
  listPeriodLines: {},
  listPeriodChanges: {},
  listProjects: {},
  getProject: {},
  putProject: { json: { name: 'Warehouse move' } },
  deleteProject: {},
  listMissing: { query: 'week=2026-W47' },
  sendReminders: { json: { week: '2026-W47', dryRun: true } },
  listHours: {},
  listEvents: {},
  listWebhooks: {},
  createWebhook: { json: { url: 'https://hooks.abc.example/timesheets', events: ['week.*'] } },
  getWebhook: {},
  listWebhookDeliveries: {},
  updateWebhook: { json: { status: 'paused' } },
  deleteWebhook: {},
  rotateWebhookSecret: {},
  testWebhook: {},
  getMe: {},
  getPolicy: {},
  updatePolicy: { json: { weeklyWarningHours: 50 } },
}
const parameters = () => ({
  id: entryId,
  userId: 'auth0|ann',
  week: '2026-W48',
  from: '2026-12-21',
  code: 'ACME-42',
  period: '2026-01',
})
const names = Object.keys(operations) as OperationName[]

function send(name: OperationName, authorization: string | undefined): Promise<Response> {
  const { method } = operations[name]
  const { headers, query, ...request } = requests[name]
  const path = pathOf(operations[name], parameters())
  return api.fetch(query === undefined ? path : `${path}?${query}`, {
    method,
    ...request,
    headers: {
      ...(headers as Record<string, string>),
      ...(authorization !== undefined && { Authorization: authorization }),
    },
  })
}

const metadata = () => `resource_metadata="${api.url}/.well-known/oauth-protected-resource"`
const refused = (description: string) => () =>
  `Bearer realm="timesheets", error="invalid_token", error_description="${description}", ${metadata()}`
/** RFC 6750 section 3.1: where no token was sent, nothing is said of an error. */
const asked = () => `Bearer realm="timesheets", ${metadata()}`

const bearer = async (token: string | Promise<string>) => `Bearer ${await token}`
const claims = (changed: Record<string, unknown>) => bearer(api.issuer.sign({ claims: changed }))
const nowSeconds = Math.floor(Date.now() / 1_000)

const nobodies: [who: string, authorization: () => Promise<string | undefined>, challenge: () => string][] = [
  ['no token', async () => undefined, asked],
  ['another scheme', async () => 'Basic YW5uOnNlY3JldA==', asked],
  [
    'a scheme without a token',
    async () => 'Bearer',
    refused('The Authorization header must contain exactly one bearer token'),
  ],
  [
    'two tokens',
    async () => 'Bearer abc def',
    refused('The Authorization header must contain exactly one bearer token'),
  ],
  [
    'a token that is not a JWT',
    async () => 'Bearer abc',
    refused('The access token is not a signed JWT: three parts in base64url, joined by dots'),
  ],
  [
    'an expired token',
    () => claims({ exp: nowSeconds - 100 }),
    refused('The access token has expired (exp)'),
  ],
  [
    'a token that never expires',
    () => claims({ exp: undefined }),
    refused('The access token has no exp claim'),
  ],
  [
    'a token of the future',
    () => claims({ iat: nowSeconds + 1_000 }),
    refused('The access token is not valid yet (iat): compare the clocks of the issuer and of this API'),
  ],
  [
    'a token for another API',
    () => claims({ aud: 'https://other.example' }),
    refused('The access token is meant for another API (aud)'),
  ],
  [
    'another issuer’s token',
    () => claims({ iss: 'https://evil.example/' }),
    refused('The access token comes from another issuer (iss)'),
  ],
  [
    'a token without a subject',
    () => claims({ sub: undefined }),
    refused('The access token has no sub claim'),
  ],
  [
    'an ID token',
    () => claims({ nonce: 'n' }),
    refused('The token is an ID token; this API requires an access token'),
  ],
  [
    'a token signed with a secret',
    () =>
      bearer(
        new SignJWT({ iss: api.issuer.url, sub: 'auth0|ann', scope: allScopes })
          .setProtectedHeader({ alg: 'HS256', kid: 'one' })
          .setExpirationTime('1h')
          .sign(new TextEncoder().encode('a secret of more than thirty-two bytes')),
      ),
    refused('The access token is not signed with RS256'),
  ],
  [
    'a token that says it needs no signature',
    async () => {
      const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')
      return `Bearer ${part({ alg: 'none' })}.${part({ iss: api.issuer.url, sub: 'auth0|ann' })}.`
    },
    refused('The access token is not signed with RS256'),
  ],
  [
    'a token signed with somebody else’s key',
    async () => {
      const { privateKey } = await generateKeyPair('RS256')
      const [, payload = ''] = (await api.issuer.sign()).split('.')
      return bearer(
        new SignJWT(JSON.parse(Buffer.from(payload, 'base64url').toString()))
          .setProtectedHeader({ alg: 'RS256', kid: 'one' })
          .sign(privateKey),
      )
    },
    refused("The access token's signature is not valid for its issuer's keys"),
  ],
]

/** The other scheme that the API accepts (RFC 9449 section 7.1). */
const dpopChallenge = () =>
  `DPoP realm="timesheets", resource_metadata="${api.url}/.well-known/oauth-protected-resource", algs="ES256 ES384 ES512 Ed25519 EdDSA"`

describe('who has no valid token gets 401 from every operation, and nothing else', () => {
  test.each(nobodies)('%s', async (_who, authorization, challenge) => {
    const header = await authorization()
    for (const name of names) {
      const response = await send(name, header)
      expect(response.status, name).toBe(401)
      expect(response.headers.get('WWW-Authenticate'), name).toBe(`${challenge()}, ${dpopChallenge()}`)
      expect(response.headers.get('Content-Type')).toBe('application/problem+json; charset=utf-8')
      expect(await response.json()).toEqual({
        type: 'about:blank',
        title: 'Missing or invalid token',
        status: 401,
        code: 'invalid_token',
        detail: expect.any(String),
        instance: pathOf(operations[name], parameters()),
        requestId: response.headers.get('X-Request-Id'),
      })
    }
  })

  test('a token in the query or in the body is none', async () => {
    const token = await api.issuer.person('auth0|ann')
    const inQuery = await api.fetch(`/timesheets?access_token=${token}`)
    expect(inQuery.status).toBe(401)
    const inBody = await api.fetch('/timesheets', {
      method: 'POST',
      body: new URLSearchParams({ access_token: token }),
    })
    expect(inBody.status).toBe(401)
  })

  test('a token is refused before anything else about the request is judged', async () => {
    const refusals = await Promise.all([
      api.fetch('/timesheets?limit=0&nonsense=1'),
      api.fetch('/timesheets?x=%zz'),
      api.fetch('/timesheets/%zz'),
      api.fetch('/timesheets/not-a-uuid'),
      api.fetch('/timesheets', { headers: { Accept: 'image/png' } }),
      api.fetch('/timesheets', {
        method: 'POST',
        body: '{',
        headers: { 'Content-Type': 'application/json' },
      }),
      api.fetch('/timesheets', { method: 'POST', body: 'x', headers: { 'Content-Type': 'text/plain' } }),
      api.fetch('/timesheets', { method: 'POST', body: 'x'.repeat(100_000) }),
      api.fetch('/timesheets', { method: 'POST', headers: { 'Idempotency-Key': 'a b' } }),
    ])
    expect(refusals.map(({ status }) => status)).toEqual(Array(9).fill(401))
  })
})

test('every operation that has a scope is refused without it, and says which it is', async () => {
  for (const name of names) {
    const scopes = [operations[name].scope].flat()
    const scope = scopes[0] ?? null
    const others = allScopes
      .split(' ')
      .filter((other) => scopes.every((scope) => scope !== other))
      .join(' ')
    const response = await send(name, await bearer(api.issuer.person('auth0|ann', others)))
    if (scope === null) {
      expect(response.status, name).toBe(200)
      continue
    }
    expect(response.status, name).toBe(403)
    expect(response.headers.get('WWW-Authenticate'), name).toMatch(
      new RegExp(
        `^Bearer realm="timesheets", error="insufficient_scope", error_description="[^"]*${scopes.join(' or ')}", scope="${scope}", `,
      ),
    )
    expect(await response.json()).toMatchObject({
      title: 'Insufficient scope',
      status: 403,
      code: 'insufficient_scope',
      detail: expect.stringContaining(scope),
    })
  }
})

test('what a client was granted and what its user may do must both allow it', async () => {
  const token = await api.issuer.sign({
    claims: { scope: 'read:timesheets', permissions: ['read:timesheets', 'create:timesheets'] },
  })
  expect((await send('listEntries', `Bearer ${token}`)).status).toBe(200)
  expect((await send('createEntry', `Bearer ${token}`)).status).toBe(403)
})

test('an unknown entry and one of another person get the same response', async () => {
  const token = await api.issuer.person('auth0|bob')
  const strip = async (response: Response) => {
    const { requestId: _, instance: __, ...problem } = await response.json()
    return problem
  }
  const others = await api.fetch(`/timesheets/${await createEntryOfAnn()}`, { token })
  const none = await api.fetch('/timesheets/01a20d67-ffa8-71d5-8990-000000000000', { token })
  expect(await strip(others)).toEqual(await strip(none))
})
