import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import {
  type AuthorizationCode,
  type AuthorizationCodeOptions,
  authorizationCode,
  memoryStorage,
} from '../../../src/auth/index.ts'
import { fakeClock } from '../support/clock.ts'
import { everythingIn, failureOf } from '../support/everything-in.ts'
import {
  type FakeOpenIdProvider,
  JOHN,
  MARIA,
  REDIRECT_URI,
  startFakeOpenIdProvider,
} from '../support/fake-openid-provider.ts'

let issuer: FakeOpenIdProvider
let clock: ReturnType<typeof fakeClock>
beforeEach(async () => {
  clock = fakeClock()
  issuer = await startFakeOpenIdProvider(clock.now)
})
afterEach(() => issuer.close())

const client = (options: Partial<AuthorizationCodeOptions> = {}): AuthorizationCode =>
  authorizationCode({
    issuer: issuer.issuer,
    clientId: 'spa',
    redirectUri: REDIRECT_URI,
    audience: 'https://api.timesheets.example.com',
    scope: 'profile offline_access read:timesheets',
    pendingStorage: memoryStorage(),
    now: clock.now,
    sleep: clock.sleep,
    ...options,
  })

/** A client that Maria, or the person who is signed in at the issuer, has signed in to. */
async function signedIn(options: Partial<AuthorizationCodeOptions> = {}): Promise<AuthorizationCode> {
  const auth = client(options)
  await auth.finishSignIn(issuer.visit(await auth.startSignIn()))
  return auth
}

const silently: AuthorizationCodeOptions['silently'] = async (request) => issuer.visit(request)

describe('a sign-in', () => {
  it('asks for a code with PKCE, state and nonce, and for what was ordered', async () => {
    const request = await client({ resource: ['urn:a', 'urn:b'] }).startSignIn({
      prompt: 'login',
      loginHint: 'maria@abc.example',
      parameters: { organization: 'abc' },
    })
    expect(request.href.startsWith(`${issuer.issuer}authorize?`)).toBe(true)
    expect(Object.fromEntries(request.searchParams)).toEqual({
      response_type: 'code',
      client_id: 'spa',
      redirect_uri: REDIRECT_URI,
      scope: 'openid profile offline_access read:timesheets',
      audience: 'https://api.timesheets.example.com',
      resource: 'urn:b',
      prompt: 'login',
      login_hint: 'maria@abc.example',
      organization: 'abc',
      state: expect.stringMatching(/^[\w-]{43}$/),
      nonce: expect.stringMatching(/^[\w-]{43}$/),
      code_challenge: expect.stringMatching(/^[\w-]{43}$/),
      code_challenge_method: 'S256',
    })
    expect(request.searchParams.getAll('resource')).toEqual(['urn:a', 'urn:b'])
  })

  it('ends with the person, where they were, and a token', async () => {
    const auth = client()
    const request = await auth.startSignIn({ returnTo: '/week/2026-W48' })
    expect(request.href).not.toContain('W48')
    const { returnTo, claims } = await auth.finishSignIn(issuer.visit(request))
    expect({ returnTo, claims }).toMatchObject({ returnTo: '/week/2026-W48', claims: MARIA })
    expect(await auth.currentUser()).toEqual(claims)
    await expect(auth.tokenProvider.getAccessToken()).resolves.toBe('access-maria-1')
  })

  it('is nobody before', async () => {
    expect(await client().currentUser()).toBeUndefined()
    expect(await failureOf(client().tokenProvider.getAccessToken())).toMatchObject({
      code: 'sign_in_required',
      kind: 'not_authorized',
    })
  })

  it('may be one of several under way, each with its own response', async () => {
    const auth = client()
    const first = await auth.startSignIn({ returnTo: '/first' })
    const second = await auth.startSignIn({ returnTo: '/second' })
    expect(await auth.finishSignIn(issuer.visit(second))).toMatchObject({ returnTo: '/second' })
    expect(await auth.finishSignIn(issuer.visit(first))).toMatchObject({ returnTo: '/first' })
  })

  it('goes on after the page was left, as its state is in a storage', async () => {
    const pendingStorage = memoryStorage()
    const request = await client({ pendingStorage }).startSignIn({ returnTo: '/' })
    expect(await client({ pendingStorage }).finishSignIn(issuer.visit(request))).toMatchObject({
      returnTo: '/',
    })
  })
})

describe('a response that is refused', () => {
  it('a second time', async () => {
    const auth = client()
    const callback = issuer.visit(await auth.startSignIn())
    await auth.finishSignIn(callback)
    expect(await failureOf(auth.finishSignIn(callback))).toMatchObject({ code: 'callback_used' })
    await expect(auth.tokenProvider.getAccessToken()).resolves.toBe('access-maria-1')
  })

  it.each([
    ['to no question asked here', (callback: URL) => callback.searchParams.set('state', 'other')],
    ['without state', (callback: URL) => callback.searchParams.delete('state')],
    [
      'of another issuer (RFC 9207)',
      (callback: URL) => callback.searchParams.set('iss', 'https://x.example'),
    ],
    ['without the iss that it promised', (callback: URL) => callback.searchParams.delete('iss')],
  ])('%s', async (_title, edit) => {
    const auth = client()
    const callback = issuer.visit(await auth.startSignIn())
    edit(callback)
    expect(await failureOf(auth.finishSignIn(callback))).toMatchObject({ code: 'state_mismatch' })
    expect(issuer.tokenRequests()).toHaveLength(0)
  })

  it('after an hour', async () => {
    const auth = client()
    const callback = issuer.visit(await auth.startSignIn())
    clock.advanceSeconds(3_600)
    expect(await failureOf(auth.finishSignIn(callback))).toMatchObject({ code: 'state_mismatch' })
  })

  it('with another code than the one that was asked for: PKCE', async () => {
    const victim = issuer.visit(await client().startSignIn())
    const auth = client()
    const callback = issuer.visit(await auth.startSignIn())
    callback.searchParams.set('code', victim.searchParams.get('code') ?? '')
    expect(await failureOf(auth.finishSignIn(callback))).toMatchObject({ code: 'invalid_grant' })
  })

  it.each([
    ['login_required', 'login_required'],
    ['consent_required', 'consent_required'],
    ['account_selection_required', 'interaction_required'],
    ['access_denied', 'access_denied'],
    ['unauthorized', 'access_denied'],
    ['invalid_scope', 'invalid_scope'],
    ['temporarily_unavailable', 'issuer_unreachable'],
    ['unsupported_response_type', 'refused'],
  ])('with %s is %s', async (error, code) => {
    const auth = client()
    const callback = issuer.visit(await auth.startSignIn())
    callback.searchParams.delete('code')
    callback.searchParams.set('error', error)
    callback.searchParams.set('error_description', 'Because\r\nso')
    expect(await failureOf(auth.finishSignIn(callback))).toMatchObject({
      code,
      issuerError: error,
      message: expect.stringContaining(`(${error}: "Because so")`),
    })
  })
})

describe('an ID token that is refused', () => {
  it.each([
    ['for another client', { aud: 'other' }, 'invalid_id_token'],
    ['for several, and used by another', { aud: ['spa', 'other'], azp: 'other' }, 'invalid_id_token'],
    ['of another issuer', { iss: 'https://other.example/' }, 'invalid_id_token'],
    ['for another request', { nonce: 'other' }, 'invalid_id_token'],
    ['without nonce', { nonce: undefined }, 'invalid_response'],
    ['without a person', { sub: undefined }, 'invalid_response'],
    ['of an hour ago, by the clock here', { exp: 1_000 }, 'clock_skew'],
  ])('%s', async (_title, claims, code) => {
    issuer.editIdToken = (good) => ({ ...good, ...claims })
    const auth = client()
    const failure = await failureOf(auth.finishSignIn(issuer.visit(await auth.startSignIn())))
    expect(failure).toMatchObject({ code })
    expect(everythingIn(failure)).not.toMatch(/eyJ|access-|refresh-|code-1/)
    expect(await auth.currentUser()).toBeUndefined()
  })

  it('none at all', async () => {
    issuer.nextTokenAnswer = { status: 200, body: { access_token: 'a', token_type: 'Bearer' } }
    const auth = client()
    const failure = await failureOf(auth.finishSignIn(issuer.visit(await auth.startSignIn())))
    expect(failure).toMatchObject({ code: 'invalid_response' })
  })
})

describe('renewal by the refresh token', () => {
  it('is one request, however many wait, and the rotated token is used next', async () => {
    const { tokenProvider } = await signedIn()
    clock.advanceSeconds(600)
    const tokens = await Promise.all([1, 2, 3].map(() => tokenProvider.getAccessToken()))
    expect(new Set(tokens)).toEqual(new Set(['access-maria-2']))
    await expect(tokenProvider.getAccessToken({ rejectedToken: 'access-maria-2' })).resolves.toBe(
      'access-maria-3',
    )
    expect(issuer.tokenRequests().map(({ form }) => form.refresh_token)).toEqual([
      undefined,
      'refresh-1',
      'refresh-2',
    ])
    expect(issuer.tokenRequests()[1]?.form).toEqual({
      grant_type: 'refresh_token',
      client_id: 'spa',
      refresh_token: 'refresh-1',
    })
  })

  it('keeps the old one where the issuer does not rotate', async () => {
    issuer.rotates = false
    const { tokenProvider } = await signedIn()
    await tokenProvider.getAccessToken({ forceRefresh: true })
    await expect(tokenProvider.getAccessToken({ forceRefresh: true })).resolves.toBe('access-maria-3')
  })

  it('is forgiven while the token is good and the issuer away', async () => {
    const { tokenProvider } = await signedIn({ refreshBeforeExpirySeconds: 60 })
    clock.advanceSeconds(550)
    issuer.nextTokenAnswer = { status: 503, body: '' }
    await expect(tokenProvider.getAccessToken()).resolves.toBe('access-maria-1')
  })

  it('fails once it has ended, and shows no token', async () => {
    const auth = await signedIn()
    issuer.nextTokenAnswer = {
      status: 400,
      body: { error: 'invalid_grant', error_description: 'refresh-1 has ended' },
    }
    const failure = await failureOf(auth.tokenProvider.getAccessToken({ forceRefresh: true }))
    expect(failure).toMatchObject({ code: 'invalid_grant', kind: 'not_authorized' })
    expect(everythingIn(failure)).not.toContain('refresh-1')
    expect(await failureOf(auth.tokenProvider.getAccessToken({ forceRefresh: true }))).toMatchObject({
      code: 'sign_in_required',
    })
    expect(issuer.tokenRequests()).toHaveLength(2)
  })

  it('gives way to asking silently once it has ended', async () => {
    const auth = await signedIn({ silently })
    issuer.nextTokenAnswer = { status: 400, body: { error: 'invalid_grant' } }
    await expect(auth.tokenProvider.getAccessToken({ forceRefresh: true })).resolves.toBe('access-maria-3')
  })
})

describe('asking silently', () => {
  it('signs in who is signed in at the issuer', async () => {
    const asked: URL[] = []
    const auth = client({ silently: async (request) => issuer.visit(asked[asked.push(request) - 1] as URL) })
    expect(await auth.signInSilently()).toMatchObject(MARIA)
    expect(Object.fromEntries(asked[0]?.searchParams ?? [])).toMatchObject({
      prompt: 'none',
      response_mode: 'web_message',
    })
    await expect(auth.tokenProvider.getAccessToken()).resolves.toBe('access-maria-1')
  })

  it('says so when nobody is', async () => {
    issuer.person = undefined
    expect(await failureOf(client({ silently }).signInSilently())).toMatchObject({ code: 'login_required' })
  })

  it('needs a way to', async () => {
    expect(await failureOf(client().signInSilently())).toMatchObject({ code: 'sign_in_required' })
  })

  it('renews where there is no refresh token', async () => {
    issuer.givesRefreshTokens = false
    const { tokenProvider } = await signedIn({ silently })
    clock.advanceSeconds(600)
    await expect(tokenProvider.getAccessToken()).resolves.toBe('access-maria-2')
  })

  it('never serves one person with the tokens of another', async () => {
    issuer.givesRefreshTokens = false
    const { tokenProvider } = await signedIn({ silently })
    issuer.person = JOHN
    clock.advanceSeconds(600)
    expect(await failureOf(tokenProvider.getAccessToken())).toMatchObject({ code: 'sign_in_required' })
  })
})

describe('tabs that share a storage', () => {
  it('are signed in together, across a reload too', async () => {
    const storage = memoryStorage()
    await signedIn({ storage })
    const other = client({ storage })
    expect(await other.currentUser()).toMatchObject(MARIA)
    await expect(other.tokenProvider.getAccessToken()).resolves.toBe('access-maria-1')
    expect(issuer.tokenRequests()).toHaveLength(1)
  })

  it('renew once: a rotated refresh token that is used twice would end the sign-in', async () => {
    const storage = memoryStorage()
    const tabs = [await signedIn({ storage }), client({ storage }), client({ storage })]
    clock.advanceSeconds(600)
    const tokens = await Promise.all(tabs.map(({ tokenProvider }) => tokenProvider.getAccessToken()))
    expect(new Set(tokens)).toEqual(new Set(['access-maria-2']))
    expect(issuer.tokenRequests()).toHaveLength(2)
  })

  it('are signed out together', async () => {
    const storage = memoryStorage()
    const tab = await signedIn({ storage })
    await client({ storage }).signOut()
    expect(await failureOf(tab.tokenProvider.getAccessToken())).toMatchObject({ code: 'sign_in_required' })
  })

  it('go on for nobody else when another person has signed in', async () => {
    const storage = memoryStorage()
    const tab = await signedIn({ storage })
    issuer.person = JOHN
    await signedIn({ storage })
    expect(await failureOf(tab.tokenProvider.getAccessToken())).toMatchObject({ code: 'sign_in_required' })
  })

  it('take a damaged record for none', async () => {
    const storage = memoryStorage()
    await signedIn({ storage: { ...storage, setItem: (key) => storage.setItem(key, '{"claims":{}}') } })
    expect(await client({ storage }).currentUser()).toBeUndefined()
  })
})

describe('signing out', () => {
  it('forgets, revokes, and leads to the end of the session at the issuer', async () => {
    const auth = await signedIn()
    const url = await auth.signOut({ returnTo: 'http://localhost:4200/' })
    expect(url.href.startsWith(`${issuer.issuer}oidc/logout?`)).toBe(true)
    expect(Object.fromEntries(url.searchParams)).toEqual({
      client_id: 'spa',
      post_logout_redirect_uri: 'http://localhost:4200/',
      id_token_hint: expect.stringMatching(/^eyJ/),
    })
    expect(issuer.requests.at(-1)).toEqual({
      path: '/oauth/revoke',
      form: { client_id: 'spa', token: 'refresh-1' },
    })
    expect(await auth.currentUser()).toBeUndefined()
    expect(await failureOf(auth.tokenProvider.getAccessToken())).toMatchObject({ code: 'sign_in_required' })
  })

  it('elsewhere is forgotten here without asking anybody', async () => {
    const auth = await signedIn()
    const asked = issuer.requests.length
    await auth.forget()
    expect(await auth.currentUser()).toBeUndefined()
    expect(issuer.requests).toHaveLength(asked)
  })

  it('leads to Auth0’s v2/logout where nothing else is announced', async () => {
    delete issuer.metadata.end_session_endpoint
    const url = await (await signedIn()).signOut({ returnTo: 'http://localhost:4200/' })
    expect(url.href).toBe(
      `${issuer.issuer}v2/logout?client_id=spa&returnTo=${encodeURIComponent('http://localhost:4200/')}`,
    )
  })

  it('forgets even where the issuer is away', async () => {
    const storage = memoryStorage()
    await signedIn({ storage })
    await issuer.close()
    const failure = await failureOf(client({ storage }).signOut())
    expect(failure).toMatchObject({ code: 'issuer_unreachable' })
    expect(await client({ storage }).currentUser()).toBeUndefined()
  })
})

describe('settings that can never work', () => {
  it.each([
    [{ issuer: 'http://issuer.example.com' }, 'insecure_issuer'],
    [{ clientId: '' }, 'invalid_settings'],
    [{ redirectUri: '/callback' }, 'invalid_settings'],
  ])('%j is %s, at once', (options, code) => {
    expect(() => client(options)).toThrow(expect.objectContaining({ code }))
  })
})
