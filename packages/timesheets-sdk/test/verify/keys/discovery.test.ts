import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { discoverJwksUri } from '../../../src/verify/keys/discovery.ts'
import { json, startIssuer, type TestIssuer, text } from '../support/issuer.ts'

const OPENID = '/.well-known/openid-configuration'
const OAUTH = '/.well-known/oauth-authorization-server'

let issuer: TestIssuer
beforeEach(async () => {
  issuer = await startIssuer()
})
afterEach(() => issuer.stop())

const discover = (url = issuer.url) => discoverJwksUri(url, { fetch, signal: new AbortController().signal })

describe('discoverJwksUri', () => {
  it('requests the OpenID Connect metadata first', async () => {
    expect(await discover()).toBe(`${issuer.url}/jwks`)
    expect(issuer.requests).toEqual([OPENID])
  })

  it('ignores a trailing slash in either issuer', async () => {
    expect(await discover(`${issuer.url}/`)).toBe(`${issuer.url}/jwks`)
    issuer.respond(OPENID, json({ issuer: `${issuer.url}/`, jwks_uri: 'https://keys.example/' }))
    expect(await discover()).toBe('https://keys.example/')
  })

  it.each<[string, ReturnType<typeof text>]>([
    ['no document', text(404, 'not here')],
    ['an HTML page', text(200, '<html>')],
    ['null', text(200, 'null')],
    ['no issuer', json({ jwks_uri: 'https://keys.example' })],
    ['another issuer', json({ issuer: 'https://evil.example', jwks_uri: 'https://evil.example/jwks' })],
  ])('requests the RFC 8414 metadata after a response with %s', async (_title, responder) => {
    issuer.respond(OPENID, responder)
    issuer.respond(OAUTH, json({ issuer: issuer.url, jwks_uri: 'https://keys.example/jwks' }))
    expect(await discover()).toBe('https://keys.example/jwks')
  })

  it.each([undefined, 7, 'keys', 'http://keys.example/jwks', 'file:///etc/keys'])(
    'rejects %j as jwks_uri',
    async (jwksUri) => {
      issuer.respond(OPENID, json({ issuer: issuer.url, jwks_uri: jwksUri }))
      await expect(discover()).rejects.toThrow(`jwks_uri in ${issuer.url}${OPENID} must be an`)
    },
  )

  it('says for both metadata URLs why they could not be used', async () => {
    issuer.respond(OPENID, json({ issuer: 'https://other.example' }))
    await expect(discover()).rejects.toThrow(
      `${issuer.url}${OPENID} does not name the issuer ${issuer.url} as its own; ` +
        `${issuer.url}${OAUTH} responded with status 404`,
    )
  })
})
