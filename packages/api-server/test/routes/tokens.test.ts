import { createTokenVerifier } from 'timesheets-sdk/verify'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startApi, type TestApi } from '../support/api.ts'
import { engineNames } from '../support/databases.ts'
import { audience, startIssuer } from '../support/issuer.ts'
import { exchangeRaw } from '../support/raw.ts'

describe.each(engineNames)('tokens on %s', (engine) => {
  let api: TestApi
  beforeAll(async () => {
    api = await startApi({ engine, config: { machineClientIds: ['push', 'ak-push=8f2c6d'] } })
  })
  afterAll(() => api.close())

  const me = async (claims: Readonly<Record<string, unknown>>) =>
    api.fetch('/me', { token: await api.issuer.sign({ claims }) })

  test.each([
    { cnf: { jkt: 'NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs' } },
    { cnf: { 'x5t#S256': 'bwcK0esc3ACC3DB2Y5_lESsXE8o9ltc05O89jdN-dg2' } },
    { cnf: {} },
  ])('a token that is bound to a key is not accepted as a bearer token: %j', async (claims) => {
    const response = await me(claims)
    expect(response.status).toBe(401)
    expect(response.headers.get('www-authenticate')).toMatch(
      /^Bearer .*error="invalid_token", error_description="The access token is bound to a key \(cnf\); /,
    )
    const body = await response.text()
    expect(JSON.parse(body)).toMatchObject({ code: 'invalid_token' })
    expect(body).not.toMatch(/NzbLs|bwcK0/)
  })

  test.each<[number, Record<string, unknown>]>([
    [200, { exp: 253_402_300_799 }],
    [401, { exp: 253_402_300_800 }],
    [401, { exp: 8.64e12 + 1 }],
    [401, { exp: 1e300 }],
  ])('%d for an expiry, however far away: %j', async (status, claims) => {
    expect((await me(claims)).status).toBe(status)
  })

  test.each<[string, Record<string, unknown>]>([
    ['Keycloak, with a nonce', { typ: 'Bearer', nonce: 'n-1', scope: 'openid read:timesheets' }],
    ['a list in scope', { scope: ['read:timesheets'] }],
    ['Okta', { scope: undefined, scp: ['read:timesheets'] }],
    ['Entra', { scope: undefined, scp: 'read:timesheets' }],
  ])('the scopes are read as %s writes them', async (_issuer, claims) => {
    const response = await me(claims)
    expect(response.status).toBe(200)
    expect(await response.json()).toMatchObject({ scopes: expect.arrayContaining(['read:timesheets']) })
  })

  const keycloak = { sub: '5b1b4b5e', typ: 'Bearer', acr: '1', azp: 'push', client_id: 'push' }

  /** The rows of the table in docs/auth0.md, "Tokens of machine clients". */
  test.each<[string, Record<string, unknown>]>([
    ['Auth0', { gty: 'client-credentials', sub: 'm2m@clients', azp: 'm2m' }],
    ['Auth0, RFC 9068 profile', { sub: 'push@clients', azp: undefined, client_id: 'push' }],
    ['RFC 9068', { sub: 'push', azp: undefined, client_id: 'push' }],
    ['Keycloak', { ...keycloak, preferred_username: 'service-account-push' }],
    ['Entra', { idtyp: 'app', sub: '11e1-4b', azp: undefined, appid: 'm2m', roles: ['create:timesheets'] }],
    ['Okta', { sub: 'push', azp: undefined, cid: 'push', scope: undefined, scp: ['create:timesheets'] }],
    ['a configured subject', { sub: '8f2c6d', azp: 'ak-push' }],
  ])('a machine is known by the sign of %s, and writes for a person', async (_issuer, claims) => {
    const response = await me(claims)
    expect(response.status).toBe(200)
    expect(await response.json()).toMatchObject({ isMachine: true, userId: null })
    expect((await writeForVictim(claims)).status).toBe(201)
  })

  test.each<[string, Record<string, unknown>]>([
    ['signed in by a client that is configured', { sub: 'auth0|eve', azp: 'push' }],
    ['of Keycloak, signed in by such a client', { ...keycloak, preferred_username: 'eve' }],
    ['who is called like such a client, with how they signed in', { sub: 'push', azp: 'push', amr: ['pwd'] }],
    ['who is called like such a client at Okta', { sub: 'push', azp: undefined, cid: 'push', uid: '00u1' }],
    ['who is called <client>@clients', { sub: 'spa@clients', azp: 'spa' }],
    ['who is called like their client', { sub: 'spa', azp: 'spa' }],
    [
      'who is called like a service account',
      { sub: 'x', azp: 'spa', preferred_username: 'service-account-spa' },
    ],
  ])('a person does not become a machine: %s', async (_who, claims) => {
    const refused = await writeForVictim(claims)
    expect(refused.status).toBe(401)
    expect(await refused.json()).toMatchObject({
      code: 'invalid_token',
      detail: expect.stringMatching(/machine/),
    })
  })

  function writeForVictim(claims: Readonly<Record<string, unknown>>): Promise<Response> {
    const json = { userId: 'auth0|victim', date: '2026-11-23', project: 'ACME-42', hours: 0.5 }
    return api.issuer
      .sign({ claims })
      .then((token) => api.fetch('/timesheets', { method: 'POST', token, json }))
  }

  test.each(['ann\ud800', 'ann\ufffd\udc00', 'ann\u0000', 'ann ', '\tann', 'a'.repeat(256)])(
    'a subject or client that is not a valid userId is refused: %j',
    async (name) => {
      expect((await me({ sub: name })).status).toBe(401)
      expect((await me({ azp: name })).status).toBe(401)
      expect((await me({ gty: 'client-credentials', sub: 'm2m@clients', azp: name })).status).toBe(401)
    },
  )

  test('each request of a connection is its own token’s', async () => {
    const ann = `Bearer ${await api.issuer.person('auth0|ann', 'read:timesheets')}`
    const ben = `Bearer ${await api.issuer.person('auth0|ben', 'read:timesheets')}`
    const requests = [ann, ann, ben, ann, `${ann.slice(0, -4)}AAAA`, '', ben].map(
      (authorization) => `GET /me HTTP/1.1\r\nHost: a\r\nAuthorization: ${authorization}\r\n\r\n`,
    )
    const last = 'GET /me HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n'
    const responses = await exchangeRaw(Number(new URL(api.url).port), ...requests, last)
    expect(responses.match(/"userId":"[^"]*"|HTTP\/1\.1 401/g)).toEqual([
      '"userId":"auth0|ann"',
      '"userId":"auth0|ann"',
      '"userId":"auth0|ben"',
      '"userId":"auth0|ann"',
      'HTTP/1.1 401',
      'HTTP/1.1 401',
      '"userId":"auth0|ben"',
      'HTTP/1.1 401',
    ])
  })

  test('half a character reads nobody else’s week', async () => {
    const replaced = await api.issuer.person('auth0|a\ufffd', 'read:timesheets create:timesheets')
    const json = { date: '2026-11-23', project: 'ACME-42', hours: 1 }
    expect((await api.fetch('/timesheets', { method: 'POST', token: replaced, json })).status).toBe(201)
    const half = await api.issuer.sign({ claims: { sub: 'auth0|a\ud800' } })
    expect((await api.fetch('/timesheets', { token: half })).status).toBe(401)
  })
})

describe('the issuer by another name inside a network', () => {
  test('keys come from JWKS_URI by http, and ISSUER_BASE_URL is never asked', async () => {
    const asked: string[] = []
    const known = await startIssuer()
    // Its keys under a name that only this process resolves, as a service has it in a cluster.
    const verifier = createTokenVerifier({
      issuer: known.url,
      audience,
      jwksUri: 'http://keycloak:8080/certs',
      jwksAllowHttp: true,
      fetch: (url, init) => {
        asked.push(String(url))
        return fetch(`${known.url}jwks`, init)
      },
    })
    await expect(verifier.verify(await known.sign())).resolves.toMatchObject({ identity: 'auth0|ann' })
    expect(asked).toEqual(['http://keycloak:8080/certs'])
    await known.close()
  })
})

test('a clock that is ahead is allowed for as far as CLOCK_TOLERANCE_SECONDS says', async () => {
  const api = await startApi({ config: { clockToleranceSeconds: 30 } })
  const ahead = async (seconds: number) => {
    const iat = Math.floor(Date.now() / 1_000) + seconds
    return (await api.fetch('/me', { token: await api.issuer.sign({ claims: { iat } }) })).status
  }
  expect(await ahead(20)).toBe(200)
  expect(await ahead(60)).toBe(401)
  await api.close()
})
