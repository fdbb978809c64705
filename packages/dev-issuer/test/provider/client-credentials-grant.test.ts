import { importJWK, SignJWT } from 'jose'
import * as oauth from 'oauth4webapi'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { clients, type DevIssuer, defaultAudience, startDevIssuer } from '../../src/index.ts'
import { claimsOf, machine, post, refusal, token } from '../support.ts'

const { client_id, client_secret, ...bare } = machine
const basic = { authorization: `Basic ${btoa(`${client_id}:${client_secret}`)}` }
const key = clients['m2m-key'].privateJwk

let issuer: DevIssuer
beforeAll(async () => {
  issuer = await startDevIssuer({ port: 0 })
})
afterAll(() => issuer.stop())

function postJson(body: string): Promise<Response> {
  const headers = { 'content-type': 'application/json' }
  return fetch(new URL('/oauth/token', issuer.issuer), { method: 'POST', headers, body })
}

async function assertion(audience: string, jti = crypto.randomUUID()): Promise<Record<string, string>> {
  const jwt = new SignJWT({ jti })
    .setProtectedHeader({ alg: key.alg, kid: key.kid })
    .setIssuer('m2m-key')
    .setSubject('m2m-key')
    .setAudience(audience)
    .setExpirationTime('1m')
  return {
    ...bare,
    client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
    client_assertion: await jwt.sign(await importJWK(key)),
  }
}

describe('a machine token', () => {
  it('has the claims that Auth0 gives it', async () => {
    const response = await token(issuer, machine)
    expect(response).toMatchObject({ token_type: 'Bearer', expires_in: 7200 })
    const claims = await claimsOf(issuer, response.access_token)
    expect(claims).toEqual({
      iss: issuer.issuer,
      sub: 'm2m-push@clients',
      aud: defaultAudience,
      azp: 'm2m-push',
      gty: 'client-credentials',
      scope: 'read:timesheets create:timesheets delete:timesheets',
      permissions: ['read:timesheets', 'create:timesheets', 'delete:timesheets'],
      iat: expect.any(Number),
      exp: (claims.iat ?? 0) + 7200,
      jti: expect.any(String),
    })
  })

  it('has only the scopes that were asked for', async () => {
    const response = await token(issuer, { ...machine, scope: 'read:timesheets' })
    expect(response.scope).toBe('read:timesheets')
    expect(await claimsOf(issuer, response.access_token)).toMatchObject({ scope: 'read:timesheets' })
  })
})

describe('client authentication', () => {
  it('takes the secret by HTTP Basic', async () => {
    const { access_token } = await token(issuer, bare, basic)
    expect(await claimsOf(issuer, access_token)).toMatchObject({ azp: 'm2m-push' })
  })

  it('takes the secret in a JSON body', async () => {
    const response = await postJson(JSON.stringify(machine))
    expect(response.status).toBe(200)
    const { access_token } = (await response.json()) as { access_token: string }
    expect(await claimsOf(issuer, access_token)).toMatchObject({ azp: 'm2m-push' })
  })

  it('takes a private_key_jwt for the issuer or for the token endpoint', async () => {
    for (const audience of [issuer.issuer, `${issuer.issuer}oauth/token`]) {
      const { access_token } = await token(issuer, await assertion(audience))
      expect(await claimsOf(issuer, access_token)).toMatchObject({ sub: 'm2m-key@clients' })
    }
  })

  it('takes an assertion once', async () => {
    const form = await assertion(issuer.issuer)
    await token(issuer, form)
    expect(await refusal(post(issuer, '/oauth/token', form))).toMatchObject({ status: 401 })
  })

  it('works with oauth4webapi, by discovery and with a private key', async () => {
    const insecure = { [oauth.allowInsecureRequests]: true }
    const url = new URL(issuer.issuer)
    const server = await oauth.processDiscoveryResponse(url, await oauth.discoveryRequest(url, insecure))
    const privateKey = await importJWK(key)
    if (privateKey instanceof Uint8Array) throw new TypeError('not an asymmetric key')
    const client = { client_id: 'm2m-key' }
    const response = await oauth.clientCredentialsGrantRequest(
      server,
      client,
      oauth.PrivateKeyJwt({ key: privateKey, kid: key.kid }),
      { audience: defaultAudience },
      insecure,
    )
    const result = await oauth.processClientCredentialsResponse(server, client, response)
    expect(await claimsOf(issuer, result.access_token)).toMatchObject({ azp: 'm2m-key' })
  })
})

describe('refusals', () => {
  it('rejects a wrong secret and an unknown client alike', async () => {
    const unauthorized = { status: 401, body: { error: 'access_denied', error_description: 'Unauthorized' } }
    const wrong = { ...machine, client_secret: 'wrong' }
    expect(await refusal(post(issuer, '/oauth/token', wrong))).toEqual(unauthorized)
    expect(await refusal(post(issuer, '/oauth/token', { ...wrong, client_id: 'nobody' }))).toEqual(
      unauthorized,
    )
    expect(await refusal(postJson(JSON.stringify(wrong)))).toEqual(unauthorized)
  })

  it.each([
    [
      'an unknown audience',
      { audience: 'https://other.example' },
      'Service not enabled within domain: https://other.example',
    ],
    [
      'an unknown audience that is not a URI',
      { audience: 'other' },
      'Service not enabled within domain: other',
    ],
    [
      'no audience',
      { audience: '' },
      'No audience parameter was provided, and no default audience has been configured',
    ],
    [
      'a scope beyond the grant',
      { scope: 'read:timesheets approve:timesheets' },
      'Client has not been granted scopes: approve:timesheets',
    ],
  ])('rejects %s with 403', async (_case, change, description) => {
    expect(await refusal(post(issuer, '/oauth/token', { ...machine, ...change }))).toEqual({
      status: 403,
      body: { error: 'access_denied', error_description: description },
    })
  })

  it('rejects a grant that the client may not use, and an unknown one, with 403', async () => {
    const notAllowed = { ...machine, ...{ grant_type: 'password' } }
    expect(await refusal(post(issuer, '/oauth/token', notAllowed))).toEqual({
      status: 403,
      body: {
        error: 'unauthorized_client',
        error_description: "Grant type 'password' not allowed for the client.",
      },
    })
    expect(
      await refusal(post(issuer, '/oauth/token', { ...machine, grant_type: 'telepathy' })),
    ).toMatchObject({
      status: 403,
      body: { error: 'unsupported_grant_type' },
    })
  })

  it.each(['{', '[]', 'null', '{"client_id":{}}'])('rejects the JSON body %s with 400', async (body) => {
    expect(await refusal(postJson(body))).toMatchObject({ status: 400, body: { error: 'invalid_request' } })
  })

  it('rejects a JSON body of 2 MB with 413, once the client has sent all of it', async () => {
    const response = await postJson(JSON.stringify({ ...machine, padding: 'x'.repeat(2_000_000) }))
    expect([response.status, await response.text()]).toEqual([413, expect.stringContaining('56 KiB')])
  })
})

describe('an audience that is not a URI', () => {
  it('is served as it is', async () => {
    const other = await startDevIssuer({ port: 0, audience: [defaultAudience, 'timesheets api'] })
    const { access_token } = await token(other, { ...machine, audience: 'timesheets api' })
    expect(JSON.parse(atob(access_token.split('.')[1] ?? ''))).toMatchObject({ aud: 'timesheets api' })
    await other.stop()
  })
})
