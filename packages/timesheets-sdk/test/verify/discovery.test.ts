import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { discoverJwksUri } from '../../src/verify/discovery.ts'
import { json, startIssuer, type TestIssuer, text } from './support/issuer.ts'

const OPENID = '/.well-known/openid-configuration'
const OAUTH = '/.well-known/oauth-authorization-server'

let issuer: TestIssuer
beforeEach(async () => {
  issuer = await startIssuer()
})
afterEach(() => issuer.stop())

const discover = (url = issuer.url) => discoverJwksUri(url, { fetch, signal: new AbortController().signal })

describe('discoverJwksUri', () => {
  it('asks OpenID Connect’s place first', async () => {
    expect(await discover()).toBe(`${issuer.url}/jwks`)
    expect(issuer.requests).toEqual([OPENID])
  })

  it('overlooks a trailing slash in either issuer', async () => {
    expect(await discover(`${issuer.url}/`)).toBe(`${issuer.url}/jwks`)
    issuer.answer(OPENID, json({ issuer: `${issuer.url}/`, jwks_uri: 'https://keys.example/' }))
    expect(await discover()).toBe('https://keys.example/')
  })

  it.each<[string, ReturnType<typeof text>]>([
    ['nothing', text(404, 'not here')],
    ['a page', text(200, '<html>')],
    ['null', text(200, 'null')],
    ['no issuer', json({ jwks_uri: 'https://keys.example' })],
    ['another issuer', json({ issuer: 'https://evil.example', jwks_uri: 'https://evil.example/jwks' })],
  ])('asks RFC 8414’s place where there is %s', async (_what, answer) => {
    issuer.answer(OPENID, answer)
    issuer.answer(OAUTH, json({ issuer: issuer.url, jwks_uri: 'https://keys.example/jwks' }))
    expect(await discover()).toBe('https://keys.example/jwks')
  })

  it.each([undefined, 7, 'keys', 'http://keys.example/jwks', 'file:///etc/keys'])(
    'does not take %j for the keys’ place',
    async (jwksUri) => {
      issuer.answer(OPENID, json({ issuer: issuer.url, jwks_uri: jwksUri }))
      await expect(discover()).rejects.toThrow(`jwks_uri in ${issuer.url}${OPENID} must be an`)
    },
  )

  it('says of both places why they were no use', async () => {
    issuer.answer(OPENID, json({ issuer: 'https://other.example' }))
    await expect(discover()).rejects.toThrow(
      `${issuer.url}${OPENID} does not name the issuer ${issuer.url} as its own; ` +
        `${issuer.url}${OAUTH} answered with status 404`,
    )
  })
})
