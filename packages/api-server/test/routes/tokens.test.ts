import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startApi, type TestApi } from '../support/api.ts'
import { engineNames } from '../support/databases.ts'

describe.each(engineNames)('tokens on %s', (engine) => {
  let api: TestApi
  beforeAll(async () => {
    api = await startApi({ engine })
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
      /^Bearer .*error="invalid_token", error_description="The access token is bound to a key \(cnf\), /,
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
})
