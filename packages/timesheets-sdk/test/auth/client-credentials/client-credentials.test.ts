import { exportJWK, generateKeyPair, type JWK } from 'jose'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import {
  type ClientCredentialsOptions,
  clientCredentials,
  memoryTokenCache,
  type PrivateJwk,
} from '../../../src/auth/index.ts'
import { fakeClock } from '../support/clock.ts'
import { everythingIn, failureOf } from '../support/everything-in.ts'
import {
  AUDIENCE,
  type FakeIssuer,
  readParameters,
  replyWith,
  SECRET,
  startFakeIssuer,
} from '../support/fake-issuer.ts'

let issuer: FakeIssuer
let clock: ReturnType<typeof fakeClock>
beforeEach(async () => {
  issuer = await startFakeIssuer()
  clock = fakeClock()
})
afterEach(async () => {
  vi.useRealTimers()
  await issuer.close()
})

const provider = (options: Partial<ClientCredentialsOptions> = {}) =>
  clientCredentials({
    issuer: issuer.url,
    clientId: 'm2m-push',
    audience: AUDIENCE,
    authentication: { method: 'client_secret_basic', secret: SECRET },
    now: clock.now,
    sleep: clock.sleep,
    ...options,
  })

const lastParameters = () => {
  const last = issuer.tokenRequests().at(-1)
  return last === undefined ? {} : readParameters(last)
}

describe('what is sent', () => {
  it('basic: credentials in the header, the rest in the form', async () => {
    await expect(provider({ scope: ['b', 'a'] }).getAccessToken()).resolves.toBe('token-1')
    expect(lastParameters()).toEqual({ grant_type: 'client_credentials', audience: AUDIENCE, scope: 'a b' })
  })

  it('post: everything in the form', async () => {
    await provider({ authentication: { method: 'client_secret_post', secret: SECRET } }).getAccessToken()
    expect(issuer.tokenRequests()[0]?.headers).toMatchObject({ accept: 'application/json' })
    expect(lastParameters()).toMatchObject({ client_id: 'm2m-push', client_secret: SECRET })
  })

  it('json: everything in a JSON body', async () => {
    await provider({ authentication: { method: 'client_secret_json', secret: SECRET } }).getAccessToken()
    expect(JSON.parse(issuer.tokenRequests()[0]?.body ?? '')).toEqual({
      grant_type: 'client_credentials',
      audience: AUDIENCE,
      client_id: 'm2m-push',
      client_secret: SECRET,
    })
  })

  it('resources by RFC 8707, and no scope and audience where there are none', async () => {
    await provider({ audience: undefined, resource: ['urn:a', 'urn:b'], scope: ' ' }).getAccessToken()
    expect(issuer.tokenRequests()[0]?.body).toBe(
      'resource=urn%3Aa&resource=urn%3Ab&grant_type=client_credentials',
    )
  })

  it('nothing before a token is asked for, and no discovery where the token endpoint is given', async () => {
    const given = provider({ tokenEndpoint: `${issuer.url}/oauth/token` })
    expect(issuer.requests).toHaveLength(0)
    await given.getAccessToken()
    expect(issuer.requests.map(({ path }) => path)).toEqual(['/oauth/token'])
  })
})

describe('private_key_jwt', () => {
  let publicKeys: JWK[]
  let privateKey: PrivateJwk

  const startWith = async (algorithm: string) => {
    const pair = await generateKeyPair(algorithm, { extractable: true })
    privateKey = { ...(await exportJWK(pair.privateKey)), kid: 'key-1' }
    publicKeys = [{ ...(await exportJWK(pair.publicKey)), kid: 'key-1' }]
    await issuer.close()
    issuer = await startFakeIssuer({ publicKeys, now: clock.now })
    return pair.privateKey
  }

  it.each(['RS256', 'PS256', 'ES256', 'ES384', 'ES512', 'EdDSA', 'Ed25519'])(
    'signs with a JWK by %s, by its own clock',
    async (algorithm) => {
      await startWith(algorithm)
      const authentication = { method: 'private_key_jwt', key: privateKey, algorithm } as const
      await expect(provider({ authentication }).getAccessToken()).resolves.toBe('token-1')
      const [header, payload] = String(lastParameters().client_assertion).split('.').slice(0, 2).map(decode)
      expect(header).toEqual({ alg: algorithm, kid: 'key-1' })
      expect(payload).toMatchObject({ aud: `${issuer.url}/`, iat: clock.now() / 1000 })
      expect(payload).not.toHaveProperty('nbf')
    },
  )

  it('signs with a CryptoKey that nobody can export', async () => {
    const key = await startWith('ES256')
    const authentication = { method: 'private_key_jwt', key, kid: 'key-1' } as const
    await expect(provider({ authentication }).getAccessToken()).resolves.toBe('token-1')
  })

  it('signs again for each attempt, as an assertion is good once only', async () => {
    await startWith('ES256')
    issuer.next('/oauth/token', replyWith(503, ''))
    await provider({ authentication: { method: 'private_key_jwt', key: privateKey } }).getAccessToken()
    const assertions = issuer.tokenRequests().map((request) => readParameters(request).client_assertion)
    expect(new Set(assertions).size).toBe(2)
  })

  it('says so when the issuer does not hold the public half', async () => {
    await startWith('ES256')
    publicKeys.pop()
    const failure = await failureOf(
      provider({ authentication: { method: 'private_key_jwt', key: privateKey } }).getAccessToken(),
    )
    expect(failure).toMatchObject({ code: 'invalid_client', message: expect.stringContaining('key "key-1"') })
    expect(everythingIn(failure)).not.toContain(String(lastParameters().client_assertion))
  })

  it.each([
    [3_600, "This machine's clock is 3600 seconds slow: set it. Check"],
    [-90, "This machine's clock is 90 seconds fast: set it. Check"],
    [5, '"expired"). Check'],
  ])('says so when it was refused while the clocks were %i seconds apart', async (apart, message) => {
    await startWith('ES256')
    const body = { error: 'invalid_client', error_description: 'expired' }
    const date = new Date(clock.now() + apart * 1_000).toUTCString()
    const refuse = () => issuer.next('/oauth/token', replyWith(401, body, { date }))
    refuse()
    const signed = provider({ authentication: { method: 'private_key_jwt', key: privateKey } })
    expect(await failureOf(signed.getAccessToken())).toMatchObject({
      message: expect.stringContaining(message),
    })
    refuse()
    // A secret is as good at any time.
    expect(await failureOf(provider().getAccessToken())).toMatchObject({
      message: expect.not.stringContaining('clock'),
    })
  })

  const decode = (part: string) => JSON.parse(Buffer.from(part, 'base64url').toString())
})

describe('settings that can never work', () => {
  it.each([
    [{ issuer: 'tenant.eu.auth0.com' }, 'invalid_settings'],
    [{ issuer: 'http://issuer.example.com' }, 'insecure_issuer'],
    [{ tokenEndpoint: 'http://issuer.example.com/token' }, 'insecure_issuer'],
    [{ clientId: ' ' }, 'invalid_settings'],
    [{ authentication: { method: 'client_secret_post', secret: '' } }, 'invalid_settings'],
    [{ authentication: { method: 'private_key_jwt', key: { kty: 'oct' } } }, 'invalid_key'],
    [{ timeoutMs: Number.NaN }, 'invalid_settings'],
    [{ refreshBeforeExpirySeconds: -1 }, 'invalid_settings'],
  ] as [Partial<ClientCredentialsOptions>, string][])('%j is %s, at once', (options, code) => {
    expect(() => provider(options)).toThrow(expect.objectContaining({ code }))
  })
})

describe('what the issuer refuses', () => {
  it('names a wrong secret without showing it', async () => {
    const authentication = { method: 'client_secret_basic', secret: 'hunter2-hunter2' } as const
    const failure = await failureOf(provider({ authentication }).getAccessToken())
    expect(failure).toMatchObject({
      code: 'invalid_client',
      status: 401,
      issuerError: 'invalid_client',
      message: `The issuer ${issuer.url}/ gives client "m2m-push" no token (invalid_client: "client authentication failed"). Check the client id, and its secret.`,
    })
    expect(everythingIn(failure)).not.toContain('hunter2')
    expect(issuer.tokenRequests()).toHaveLength(1)
  })

  it.each([
    [403, 'access_denied', 'access_denied', AUDIENCE],
    [403, 'unauthorized_client', 'unauthorized_client', 'this grant'],
    [400, 'invalid_scope', 'invalid_scope', 'read:timesheets'],
    [400, 'invalid_target', 'invalid_target', AUDIENCE],
    [400, 'invalid_grant', 'invalid_grant', 'Sign in'],
    [400, 'unsupported_grant_type', 'refused', 'unsupported_grant_type'],
    [400, 'toString', 'refused', 'toString'],
  ])('%i %s is %s, at once', async (status, error, code, word) => {
    issuer.next('/oauth/token', replyWith(status, { error }))
    const failure = await failureOf(provider({ scope: 'read:timesheets' }).getAccessToken())
    const message = expect.stringContaining(word)
    expect(failure).toMatchObject({ code, status, issuerError: error, kind: 'not_authorized', message })
    expect(issuer.tokenRequests()).toHaveLength(1)
  })

  it('shows no secret or token that the issuer repeats', async () => {
    const token = 'eyJhbGciOiJub25lIn0.eyJzdWIiOiJhIn0.c2ln'
    const description = `bad ${SECRET} and ${new URLSearchParams({ '': SECRET })} and ${token}`
    issuer.next(
      '/oauth/token',
      replyWith(400, { error: 'invalid_request', error_description: description, token }),
    )
    const shown = everythingIn(await failureOf(provider().getAccessToken()))
    expect(shown).toContain('[redacted]')
    for (const hidden of [SECRET, new URLSearchParams({ '': SECRET }).toString().slice(1), token]) {
      expect(shown).not.toContain(hidden)
    }
  })

  it('takes 401 and 403 without an OAuth error for a refusal too', async () => {
    issuer.next('/oauth/token', replyWith(403, '<h1>Forbidden</h1>'))
    expect(await failureOf(provider().getAccessToken())).toMatchObject({ code: 'refused', status: 403 })
  })
})

describe('an issuer that is away', () => {
  it('is asked again, and then has a token', async () => {
    issuer.next('/oauth/token', replyWith(503, ''), replyWith(429, '', { 'retry-after': '3' }))
    await expect(provider().getAccessToken()).resolves.toBe('token-1')
    expect(clock.waitsMs).toHaveLength(2)
    expect(clock.waitsMs[1]).toBeGreaterThanOrEqual(3_000)
    expect(clock.waitsMs[1]).toBeLessThanOrEqual(3_600)
  })

  it('is asked until the time is over', async () => {
    issuer.next('/oauth/token', ...Array(20).fill(replyWith(500, '')))
    expect(await failureOf(provider({ giveUpAfterMs: 30_000 }).getAccessToken())).toMatchObject({
      code: 'issuer_unreachable',
      status: 500,
    })
    const waitedMs = clock.waitsMs.reduce((sum, ms) => sum + ms, 0)
    expect(waitedMs).toBeGreaterThan(20_000)
    expect(waitedMs).toBeLessThan(30_000)
  })

  it('is given up when the time is over, discovery included', async () => {
    issuer.next(issuer.metadataPath, replyWith(503, '', { 'retry-after': '4' }))
    issuer.next('/oauth/token', replyWith(503, '', { 'retry-after': '4' }))
    const failure = await failureOf(provider({ giveUpAfterMs: 6_000 }).getAccessToken())
    expect(failure).toMatchObject({ code: 'issuer_unreachable', retryAfterMs: 4_000 })
    expect(clock.waitsMs).toHaveLength(1)
    expect(clock.waitsMs[0]).toBeGreaterThanOrEqual(4_000)
  })

  it('is asked once only while there is a token that is still good', async () => {
    const waiting = provider()
    await waiting.getAccessToken()
    clock.advanceSeconds(7150)
    issuer.next('/oauth/token', replyWith(503, ''))
    await expect(waiting.getAccessToken()).resolves.toBe('token-1')
    expect(issuer.tokenRequests()).toHaveLength(2)
  })

  it('holds nobody up for more than three seconds while there is a token that is still good', async () => {
    let isHanging = false
    const hang = () => new Promise<never>(() => vi.advanceTimersByTime(3_000))
    const waiting = provider({ fetch: (url, init) => (isHanging ? hang() : fetch(url, init)) })
    await waiting.getAccessToken()
    clock.advanceSeconds(7150)
    isHanging = true
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    await expect(waiting.getAccessToken()).resolves.toBe('token-1')
  })

  it('may say so in words of OAuth', async () => {
    issuer.next('/oauth/token', replyWith(400, { error: 'temporarily_unavailable' }))
    expect(await failureOf(provider().getAccessToken())).toMatchObject({ code: 'issuer_unreachable' })
  })

  it('is looked for again after it has failed, as its token endpoint may have moved', async () => {
    const moving = provider()
    issuer.metadata.token_endpoint = `${issuer.url}/old`
    expect(await failureOf(moving.getAccessToken())).toMatchObject({ code: 'invalid_response', status: 404 })
    issuer.metadata.token_endpoint = `${issuer.url}/oauth/token`
    await expect(moving.getAccessToken()).resolves.toBe('token-1')
  })
})

describe('responses that are not token responses', () => {
  it.each([
    ['a page', '<!doctype html><p>hunter2</p>'],
    ['half of an object', '{"access_token":"hunter2'],
    ['a list', ['hunter2']],
    ['null', null],
    ['no token', { token_type: 'Bearer' }],
    ['an empty token', { access_token: '', token_type: 'Bearer' }],
    ['a token that no header can carry', { access_token: 'hunter2\r\nx: y', token_type: 'Bearer' }],
    ['no token type', { access_token: 'hunter2' }],
    ['another token type', { access_token: 'hunter2', token_type: 'DPoP' }],
    ['a lifetime in words', { access_token: 'hunter2', token_type: 'Bearer', expires_in: 'an hour' }],
    ['a lifetime below zero', { access_token: 'hunter2', token_type: 'Bearer', expires_in: -1 }],
    ['a lifetime without end', '{"access_token":"hunter2","token_type":"Bearer","expires_in":1e999}'],
  ])('%s', async (_title, body) => {
    issuer.next('/oauth/token', replyWith(200, body))
    const failure = await failureOf(provider().getAccessToken())
    expect(failure).toMatchObject({ code: 'invalid_response', kind: 'unusable_answer' })
    expect(everythingIn(failure)).not.toContain('hunter2')
    expect(issuer.tokenRequests()).toHaveLength(1)
  })

  it('a redirect is not followed', async () => {
    issuer.next('/oauth/token', replyWith(307, '', { location: `${issuer.url}/elsewhere` }))
    expect(await failureOf(provider().getAccessToken())).toMatchObject({
      code: 'invalid_response',
      status: 307,
    })
    expect(issuer.requests.at(-1)?.path).toBe('/oauth/token')
  })

  it.each([
    [undefined, 'discovery_failed'],
    ['http://issuer.example.com/token', 'insecure_issuer'],
  ])('metadata with the token endpoint %s are %s', async (tokenEndpoint, code) => {
    issuer.metadata.token_endpoint = tokenEndpoint
    expect(await failureOf(provider().getAccessToken())).toMatchObject({ code })
  })
})

describe('the lifetime of a token', () => {
  it.each([
    ['a number in a string', { token_type: 'bearer', expires_in: '600' }, 600],
    ['unknown: five minutes', { token_type: 'BEARER' }, 300],
  ])('may be %s', async (_title, rest, seconds) => {
    issuer.next('/oauth/token', replyWith(200, { access_token: 'first', ...rest }))
    const waiting = provider()
    await waiting.getAccessToken()
    clock.advanceSeconds(seconds * 0.9 - 1)
    await expect(waiting.getAccessToken()).resolves.toBe('first')
    clock.advanceSeconds(1)
    await expect(waiting.getAccessToken()).resolves.toBe('token-1')
  })
})

describe('a cache that providers share', () => {
  it('is shared by those who ask for the same, however they write it', async () => {
    const cache = memoryTokenCache()
    await provider({ cache, scope: 'a b' }).getAccessToken()
    const same = provider({ cache, scope: ['b', 'a'], issuer: `${issuer.url}/` })
    await expect(same.getAccessToken()).resolves.toBe('token-1')
    expect(issuer.tokenRequests()).toHaveLength(1)
  })

  it.each([
    ['another scope', { scope: 'a' }],
    ['another audience', { audience: 'https://other.example.com' }],
    ['another resource', { resource: 'https://other.example.com' }],
  ])('is not shared for %s', async (_title, options) => {
    const cache = memoryTokenCache()
    await provider({ cache }).getAccessToken()
    await expect(provider({ cache, ...options }).getAccessToken()).resolves.toBe('token-2')
  })

  it('does not hide that the secret is wrong now', async () => {
    const cache = memoryTokenCache()
    await provider({ cache }).getAccessToken()
    const authentication = { method: 'client_secret_basic', secret: 'mistyped' } as const
    const failure = await failureOf(provider({ cache, authentication }).getAccessToken())
    expect(failure).toMatchObject({ code: 'invalid_client' })
    await expect(provider({ cache }).getAccessToken()).resolves.toBe('token-1')
  })
})
