import { jwtVerify } from 'jose'
import { afterEach, describe, expect, it } from 'vitest'
import {
  type DevIssuer,
  type DevIssuerOptions,
  defaultAudience,
  namedPeople,
  startDevIssuer,
} from '../src/index.ts'
import { claimsOf, isVerifiable, machine, passwordRequest, post, publishedKeys, token } from './support.ts'

const started: DevIssuer[] = []
afterEach(async () => {
  await Promise.all(started.splice(0).map((issuer) => issuer.stop()))
})

async function start(options?: DevIssuerOptions): Promise<DevIssuer> {
  const issuer = await startDevIssuer({ port: 0, ...options })
  started.push(issuer)
  return issuer
}

describe('discovery', () => {
  it("names Auth0's endpoints under an issuer that ends in a slash", async () => {
    const { issuer, port } = await start()
    expect(issuer).toBe(`http://localhost:${port}/`)
    const response = await fetch(`${issuer}.well-known/openid-configuration`)
    expect(await response.json()).toMatchObject({
      issuer,
      authorization_endpoint: `${issuer}authorize`,
      token_endpoint: `${issuer}oauth/token`,
      jwks_uri: `${issuer}.well-known/jwks.json`,
      userinfo_endpoint: `${issuer}userinfo`,
      end_session_endpoint: `${issuer}v2/logout`,
      device_authorization_endpoint: `${issuer}oauth/device/code`,
    })
  })

  it('may be read from any origin, as the JWKS and the token endpoint may', async () => {
    const issuer = await start()
    const headers = { origin: 'http://localhost:4200' }
    const responses = await Promise.all([
      fetch(`${issuer.issuer}.well-known/openid-configuration`, { headers }),
      fetch(`${issuer.issuer}.well-known/jwks.json`, { headers }),
      post(issuer, '/oauth/token', machine, headers),
    ])
    for (const response of responses) {
      expect(response.headers.get('access-control-allow-origin')).toBe('http://localhost:4200')
    }
  })

  it('publishes no private part of a key', async () => {
    const { keys } = await publishedKeys(await start())
    expect(keys).toHaveLength(1)
    expect(Object.keys(keys[0] ?? {}).sort()).toEqual(['alg', 'e', 'kid', 'kty', 'n', 'use'])
  })
})

describe('rotateKeys', () => {
  it('signs with a new key and still publishes the old one', async () => {
    const issuer = await start()
    const before = await token(issuer, machine)
    const oldKeys = await publishedKeys(issuer)
    await issuer.rotateKeys()
    const after = await token(issuer, machine)
    expect(await isVerifiable(issuer, before.access_token)).toBe(true)
    await claimsOf(issuer, after.access_token)
    expect((await publishedKeys(issuer)).keys.map(({ kid }) => kid)).toContain(oldKeys.keys[0]?.kid)
    expect(after.access_token.split('.')[0]).not.toBe(before.access_token.split('.')[0])
  })

  it('takes the old key out of the JWKS with keepOld: false', async () => {
    const issuer = await start()
    const before = await token(issuer, machine)
    await issuer.rotateKeys({ keepOld: false })
    const after = await token(issuer, machine)
    expect(await isVerifiable(issuer, before.access_token)).toBe(false)
    expect(await isVerifiable(issuer, after.access_token)).toBe(true)
  })

  it('is had over HTTP', async () => {
    const issuer = await start()
    const { access_token } = await token(issuer, machine)
    const url = `${issuer.issuer}dev/rotate-keys`
    expect((await fetch(url, { method: 'POST' })).status).toBe(204)
    expect((await publishedKeys(issuer)).keys).toHaveLength(2)
    expect(await isVerifiable(issuer, access_token)).toBe(true)
    expect((await fetch(url, { method: 'POST', body: '{"keepOld":false}' })).status).toBe(204)
    expect((await publishedKeys(issuer)).keys).toHaveLength(1)
    expect((await fetch(url, { method: 'POST', body: '{"keepOld":1}' })).status).toBe(400)
    const headers = { origin: 'http://localhost:4200' }
    expect((await fetch(url, { method: 'POST', headers })).status).toBe(403)
  })
})

describe('options', () => {
  it('accessTokenLifetimeSeconds is how long access tokens live', async () => {
    const issuer = await start({ accessTokenLifetimeSeconds: 90 })
    for (const form of [machine, passwordRequest(namedPeople.employee)]) {
      const { access_token, expires_in } = await token(issuer, form)
      const { iat, exp } = await claimsOf(issuer, access_token)
      expect(expires_in).toBe(90)
      expect((exp ?? 0) - (iat ?? 0)).toBe(90)
    }
  })

  it('spaOrigins are where the single-page application may sign in', async () => {
    const issuer = await start({ spaOrigins: ['http://localhost:5000', 'http://127.0.0.1:5000'] })
    const statusAt = async (redirect_uri: string) => {
      const url = new URL('authorize', issuer.issuer)
      const request = {
        client_id: 'spa',
        response_type: 'id_token',
        nonce: 'n',
        scope: 'openid',
        redirect_uri,
      }
      url.search = new URLSearchParams(request).toString()
      return (await fetch(url, { redirect: 'manual' })).status
    }
    expect(await statusAt('http://127.0.0.1:5000/callback')).toBe(303)
    expect(await statusAt('http://localhost:4200/callback')).toBe(400)
  })

  it('signingAlg HS256 signs access tokens with the secret', async () => {
    const secret = 'a-shared-secret-of-32-bytes-or-more'
    const issuer = await start({ signingAlg: 'HS256', secret })
    const key = new TextEncoder().encode(secret)
    for (const form of [
      machine,
      passwordRequest(namedPeople.employee, { scope: 'openid read:timesheets' }),
    ]) {
      const { access_token } = await token(issuer, form)
      const { payload, protectedHeader } = await jwtVerify(access_token, key, { issuer: issuer.issuer })
      expect(protectedHeader).toEqual({ alg: 'HS256', typ: 'JWT' })
      expect(payload.aud).toBe(defaultAudience)
    }
  })

  it('refuses HS256 without a secret of 32 bytes', async () => {
    await expect(startDevIssuer({ port: 0, signingAlg: 'HS256', secret: 'short' })).rejects.toThrow(
      RangeError,
    )
  })
})

describe('stop', () => {
  it('ends while a client keeps its connection open, and frees the port', async () => {
    const issuer = await startDevIssuer({ port: 0 })
    await token(issuer, machine)
    await issuer.stop()
    const again = await start({ port: issuer.port })
    expect(again.port).toBe(issuer.port)
  })
})
