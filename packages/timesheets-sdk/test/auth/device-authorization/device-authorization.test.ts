import { beforeEach, describe, expect, it, test } from 'vitest'
import { AuthError, deviceAuthorization, memoryStorage } from '../../../src/auth/index.ts'
import { fakeClock } from '../support/clock.ts'

const issuer = 'https://abc.eu.auth0.com/'
const metadata = {
  issuer,
  token_endpoint: `${issuer}oauth/token`,
  device_authorization_endpoint: `${issuer}oauth/device/code`,
  revocation_endpoint: `${issuer}oauth/revoke`,
}
const code = {
  device_code: 'the-device-code',
  user_code: 'BDWD-HQPK',
  verification_uri: `${issuer}activate`,
  verification_uri_complete: `${issuer}activate?user_code=BDWD-HQPK`,
  expires_in: 900,
  interval: 5,
}

let clock: ReturnType<typeof fakeClock>
let requests: { path: string; body: URLSearchParams }[]
let replies: (() => Response)[]
beforeEach(() => {
  clock = fakeClock()
  requests = []
  replies = []
})

const json = (value: object, status = 200, headers = {}) => Response.json(value, { status, headers })
const refusal = (error: string, status = 400) => json({ error }, status)

function tokens(more: object = {}): Response {
  const seconds = Math.floor(clock.now() / 1000)
  const claims = { iss: issuer, sub: 'auth0|maria', name: 'Maria Silva', aud: 'cli' }
  const parts = [{ alg: 'RS256' }, { ...claims, iat: seconds, exp: seconds + 600 }, {}]
  const id_token = parts.map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.')
  const granted = { access_token: 'first', token_type: 'Bearer', expires_in: 600, refresh_token: 'refresh-1' }
  return json({ ...granted, id_token, ...more })
}

/** An issuer of which only the token endpoint's faults matter: its replies, in order. */
async function fetch(url: string | URL | Request, init?: RequestInit): Promise<Response> {
  const { pathname } = new URL(String(url))
  if (pathname.startsWith('/.well-known/')) return json(metadata)
  requests.push({ path: pathname, body: new URLSearchParams(String(init?.body)) })
  if (pathname === '/oauth/device/code') return json(code)
  if (pathname === '/oauth/revoke') return new Response(null)
  const reply = replies.shift()
  if (reply === undefined) throw new Error('one request too many')
  return reply()
}

const client = (storage = memoryStorage()) =>
  deviceAuthorization({
    issuer,
    clientId: 'cli',
    audience: 'https://api.timesheets.example.com',
    scope: 'offline_access read:timesheets',
    storage,
    fetch,
    now: clock.now,
    sleep: clock.sleep,
  })

describe('a sign-in by device code', () => {
  it('asks for the scopes and the audience, and shows code and page', async () => {
    const { userCode, verificationUri, verificationUriComplete, expiresAtMs } = await client().startSignIn()
    expect(Object.fromEntries(requests[0]?.body ?? [])).toEqual({
      client_id: 'cli',
      scope: 'openid offline_access read:timesheets',
      audience: 'https://api.timesheets.example.com',
    })
    expect(userCode).toBe('BDWD-HQPK')
    expect(verificationUri.href).toBe(code.verification_uri)
    expect(verificationUriComplete?.href).toBe(code.verification_uri_complete)
    expect(expiresAtMs).toBe(clock.now() + 900_000)
  })

  it('polls at the interval, five seconds slower after each slow_down, with status 429 as well', async () => {
    replies = [
      () => refusal('authorization_pending', 403),
      () => refusal('slow_down'),
      () => refusal('slow_down', 429),
      tokens,
    ]
    const auth = client()
    const claims = await (await auth.startSignIn()).finish()
    expect(clock.waitsMs).toEqual([5_000, 5_000, 10_000, 15_000])
    expect(claims).toMatchObject({ sub: 'auth0|maria', name: 'Maria Silva' })
    expect(await auth.tokenProvider.getAccessToken()).toBe('first')
  })

  it('goes on after a network failure, at twice the interval', async () => {
    const fail = () => {
      throw new TypeError('fetch failed')
    }
    replies = [fail, fail, tokens]
    await (await client().startSignIn()).finish()
    expect(clock.waitsMs).toEqual([5_000, 10_000, 20_000])
  })

  test.each([
    ['denied', () => refusal('access_denied', 403), 'access_denied', /was denied/],
    ['expired', () => refusal('expired_token'), 'sign_in_expired', /expired before .* Sign in again/],
    ['without an ID token', () => tokens({ id_token: undefined }), 'invalid_response', /no ID token/],
    ['of another client', () => refusal('invalid_grant'), 'invalid_grant', /Sign in again/],
    ['of an issuer that stays away', () => json({}, 503), 'issuer_unreachable', /HTTP 503/],
  ])('fails when it is %s', async (_, reply, failure, message) => {
    replies = Array.from({ length: 9 }, () => reply)
    const signIn = await client().startSignIn()
    const error = await signIn.finish().catch((thrown: unknown) => thrown)
    expect(error).toBeInstanceOf(AuthError)
    expect(error).toMatchObject({ code: failure, message: expect.stringMatching(message) })
    expect(JSON.stringify(error) + String(error)).not.toContain('the-device-code')
  })

  it('ends by itself when the code has expired, without asking once more', async () => {
    replies = Array.from({ length: 179 }, () => () => refusal('authorization_pending'))
    const signIn = await client().startSignIn()
    await expect(signIn.finish()).rejects.toMatchObject({ code: 'sign_in_expired' })
    expect(replies).toEqual([])
  })

  it('stops with its signal', async () => {
    const stop = new AbortController()
    replies = [
      () => {
        stop.abort()
        return refusal('authorization_pending')
      },
    ]
    const signIn = await client().startSignIn()
    await expect(signIn.finish({ signal: stop.signal })).rejects.toMatchObject({ code: 'aborted' })
  })

  it('says when the issuer does not support it', async () => {
    const auth = deviceAuthorization({
      issuer,
      clientId: 'cli',
      fetch: async () => json({ ...metadata, device_authorization_endpoint: undefined }),
    })
    await expect(auth.startSignIn()).rejects.toMatchObject({ code: 'discovery_failed' })
  })
})

describe('the sign-in that it keeps', () => {
  it('is renewed once for two programs that share the storage, with each refresh token used once', async () => {
    const storage = memoryStorage()
    let turn: Promise<unknown> = Promise.resolve()
    storage.exclusive = (_name, work) => {
      const next = turn.then(work)
      turn = next.catch(() => {})
      return next
    }
    replies = [tokens]
    await (await client(storage).startSignIn()).finish()
    clock.advanceSeconds(601)
    replies = [() => tokens({ access_token: 'second', refresh_token: 'refresh-2' })]
    const programs = [client(storage), client(storage)]
    const got = await Promise.all(programs.map(({ tokenProvider }) => tokenProvider.getAccessToken()))
    expect(got).toEqual(['second', 'second'])
    expect(requests.at(-1)?.body.get('refresh_token')).toBe('refresh-1')
  })

  it('is revoked and removed by signing out', async () => {
    replies = [tokens]
    const auth = client()
    await (await auth.startSignIn()).finish()
    expect(await auth.signOut()).toEqual({ revoked: true })
    expect(requests.at(-1)?.path).toBe('/oauth/revoke')
    expect(requests.at(-1)?.body.get('token')).toBe('refresh-1')
    expect(await auth.currentUser()).toBeUndefined()
    await expect(auth.tokenProvider.getAccessToken()).rejects.toMatchObject({ code: 'sign_in_required' })
    expect(await auth.signOut()).toEqual({ revoked: false })
  })
})
