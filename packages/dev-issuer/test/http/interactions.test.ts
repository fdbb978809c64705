import { calculatePKCECodeChallenge, generateRandomCodeVerifier } from 'oauth4webapi'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  clients,
  type DevIssuer,
  defaultAudience,
  demoPassword,
  namedPeople,
  startDevIssuer,
} from '../../src/index.ts'
import { Browser, hiddenInput } from '../browser.ts'
import { claimsOf, post, refusal, type TokenResponse, token } from '../support.ts'

const [redirectUri = ''] = clients.spa.redirectUris
const maria = namedPeople.employee
const scope = 'openid profile email read:timesheets approve:timesheets'

let issuer: DevIssuer
beforeAll(async () => {
  issuer = await startDevIssuer({ port: 0 })
})
afterAll(() => issuer.stop())

function authorizeUrl(parameters: Record<string, string>): URL {
  const url = new URL('authorize', issuer.issuer)
  const defaults = {
    client_id: 'spa',
    redirect_uri: redirectUri,
    audience: defaultAudience,
    scope,
  }
  url.search = new URLSearchParams({ ...defaults, state: 'abc', ...parameters }).toString()
  return url
}

function signIn(browser: Browser, page: { url: URL }, login: string, password = demoPassword) {
  return browser.visit(page.url, { action: 'sign-in', login, password })
}

async function exchangeCode(redirect: URL, form: Record<string, string>): Promise<TokenResponse> {
  const code = redirect.searchParams.get('code') ?? ''
  const grant = {
    grant_type: 'authorization_code',
    client_id: 'spa',
    redirect_uri: redirectUri,
  }
  return token(issuer, { ...grant, code, ...form })
}

async function codeFlow(login: string): Promise<TokenResponse> {
  const code_verifier = generateRandomCodeVerifier()
  const code_challenge = await calculatePKCECodeChallenge(code_verifier)
  const request = { response_type: 'code', code_challenge, code_challenge_method: 'S256' }
  const browser = new Browser()
  const form = await browser.visit(authorizeUrl(request))
  const { url } = await signIn(browser, form, login)
  expect(url.href).toContain('http://localhost:4200/callback?')
  expect(url.searchParams.get('state')).toBe('abc')
  return exchangeCode(url, { code_verifier })
}

describe('code and PKCE', () => {
  it('signs an employee in to a first-party client, without consent and without the scopes of others', async () => {
    const response = await codeFlow(maria)
    expect(response.scope).toBe('openid profile email read:timesheets')
    const claims = await claimsOf(issuer, response.access_token)
    expect(claims).toMatchObject({
      aud: [defaultAudience, `${issuer.issuer}userinfo`],
      azp: 'spa',
      scope: response.scope,
      'https://api.exampleco.com/email': maria,
    })
    expect(claims).not.toHaveProperty('gty')
    expect(response.id_token).toBeDefined()
  })

  it('lets a manager approve', async () => {
    expect((await codeFlow(namedPeople.managers[0])).scope).toBe(scope)
  })

  it('gives a refresh token whose access tokens keep audience and scopes', async () => {
    const { refresh_token = '' } = await codeFlow(maria)
    const form = { grant_type: 'refresh_token', client_id: 'spa', refresh_token }
    const { access_token } = await token(issuer, form)
    expect(await claimsOf(issuer, access_token)).toMatchObject({
      scope: 'openid profile email read:timesheets',
    })
  })
})

describe('the implicit grant', () => {
  const implicit = { response_type: 'id_token token', nonce: 'n' }

  it('returns a token in the fragment, on http://localhost too', async () => {
    const browser = new Browser()
    const { url } = await signIn(browser, await browser.visit(authorizeUrl(implicit)), maria)
    const fragment = new URLSearchParams(url.hash.slice(1))
    const claims = await claimsOf(issuer, fragment.get('access_token') ?? '')
    expect(claims).toMatchObject({ azp: 'spa', scope: 'openid profile email read:timesheets' })
    expect(fragment.get('scope')).toBe(claims.scope)
  })

  it('asks nobody to sign in twice, until they sign out', async () => {
    const browser = new Browser()
    await signIn(browser, await browser.visit(authorizeUrl(implicit)), maria)
    expect((await browser.visit(authorizeUrl(implicit))).url.hash).toContain('access_token=')

    const logout = new URL('v2/logout', issuer.issuer)
    logout.search = new URLSearchParams({ client_id: 'spa', returnTo: 'http://localhost:4200/' }).toString()
    const { page } = await browser.visit(logout)
    const confirm = { xsrf: hiddenInput(page, 'xsrf'), logout: 'yes' }
    const end = await browser.visit(new URL('v2/logout/confirm', issuer.issuer), confirm)
    expect(end.url.href).toBe('http://localhost:4200/')
    expect((await browser.visit(authorizeUrl(implicit))).page).toContain('Sign in')
  })
})

it('signs in to the native application, which a custom scheme leads back to, without asking for consent', async () => {
  const { redirectUris } = clients.mobile
  const code_verifier = generateRandomCodeVerifier()
  const request = {
    client_id: 'mobile',
    redirect_uri: redirectUris[0] ?? '',
    response_type: 'code',
    code_challenge: await calculatePKCECodeChallenge(code_verifier),
    code_challenge_method: 'S256',
  }
  const browser = new Browser()
  const { url } = await signIn(browser, await browser.visit(authorizeUrl(request)), maria)
  expect(url.href).toMatch(/^timesheets:\/\/callback\?code=/)
  const form = { client_id: 'mobile', redirect_uri: request.redirect_uri, code_verifier }
  const tokens = await exchangeCode(url, form)
  expect(await claimsOf(issuer, tokens.access_token)).toMatchObject({ azp: 'mobile' })
  expect(tokens.refresh_token).toBeDefined()
})

describe('the sign-in page', () => {
  it('loads nothing from elsewhere, and shows a wrong password with what was typed escaped', async () => {
    const browser = new Browser()
    const form = await browser.visit(authorizeUrl({ response_type: 'id_token', nonce: 'n' }))
    expect(form.page).not.toMatch(/(src|href|url\()\s*=?["']?https?:/)
    const again = await signIn(browser, form, '"><script>')
    expect(again.status).toBe(401)
    expect(again.page).toContain('role="alert"')
    expect(again.page).toContain('value="&quot;&gt;&lt;script&gt;"')
  })

  it('signs a demo person in by one click', async () => {
    const browser = new Browser()
    const form = await browser.visit(authorizeUrl({ response_type: 'id_token token', nonce: 'n' }))
    expect(form.page).toContain(`name="login" value="${maria}"`)
    const password = hiddenInput(form.page, 'password')
    const { url } = await browser.visit(form.url, { login: maria, password })
    expect(url.hash).toContain('access_token=')
  })

  it('has what the application suggests filled in', async () => {
    const request = { response_type: 'id_token', nonce: 'n', login_hint: maria }
    expect((await new Browser().visit(authorizeUrl(request))).page).toContain(
      `type="email" autocomplete="username" required   value="${maria}"`,
    )
  })

  it('can be cancelled', async () => {
    const browser = new Browser()
    const form = await browser.visit(authorizeUrl({ response_type: 'id_token', nonce: 'n' }))
    const { url } = await browser.visit(form.url, { action: 'cancel' })
    expect(new URLSearchParams(url.hash.slice(1)).get('error')).toBe('access_denied')
  })

  it('says what to do where there is no sign-in to go on with', async () => {
    const { status, page } = await new Browser().visit(`${issuer.issuer}interaction/none`)
    expect(status).toBe(400)
    expect(page).toContain('sign in again')
  })
})

describe('a third-party client', () => {
  it('asks for consent, once, and gets what was consented to and the role permits', async () => {
    const request = {
      response_type: 'code',
      client_id: 'third-party',
      redirect_uri: clients['third-party'].redirectUris[0],
    }
    const browser = new Browser()
    const consent = await signIn(browser, await browser.visit(authorizeUrl(request)), maria)
    expect(consent.page).toContain('Read your timesheets')
    expect(consent.page).not.toContain('approve or reject')
    const { url } = await browser.visit(consent.url, { action: 'allow' })
    const response = await exchangeCode(url, {
      client_id: 'third-party',
      client_secret: clients['third-party'].secret,
      redirect_uri: request.redirect_uri,
    })
    expect(response.scope).toBe('openid profile email read:timesheets')
    expect((await browser.visit(authorizeUrl(request))).url.searchParams.has('code')).toBe(true)
  })

  it('gets nothing where the person denies it, and asks again', async () => {
    const request = {
      response_type: 'code',
      client_id: 'third-party',
      redirect_uri: clients['third-party'].redirectUris[0],
    }
    const browser = new Browser()
    const consent = await signIn(browser, await browser.visit(authorizeUrl(request)), maria)
    const { url } = await browser.visit(consent.url, { action: 'cancel' })
    expect(url.searchParams.get('error')).toBe('access_denied')
    const silent = await browser.visit(authorizeUrl({ ...request, prompt: 'none' }))
    expect(silent.url.searchParams.get('error')).toBe('consent_required')
  })
})

describe('an unknown audience', () => {
  it('sends the person back with access_denied', async () => {
    const request = { response_type: 'id_token token', nonce: 'n', audience: 'https://other.example' }
    const { url } = await new Browser().visit(authorizeUrl(request))
    expect(new URLSearchParams(url.hash.slice(1)).get('error')).toBe('access_denied')
  })
})

describe('the device flow', () => {
  it('gets a token on the device once the person has confirmed its code', async () => {
    const start = await post(issuer, '/oauth/device/code', {
      client_id: 'cli',
      audience: defaultAudience,
      scope,
    })
    const device = (await start.json()) as Record<string, string>
    expect(device).toMatchObject({ verification_uri: `${issuer.issuer}activate`, interval: 5 })
    const form = {
      grant_type: 'urn:ietf:params:oauth:grant-type:device_code',
      client_id: 'cli',
      device_code: device.device_code ?? '',
    }
    expect(await refusal(post(issuer, '/oauth/token', form))).toMatchObject({
      status: 403,
      body: { error: 'authorization_pending' },
    })

    const browser = new Browser()
    const { page, url } = await browser.visit(device.verification_uri_complete ?? '')
    const code = { user_code: hiddenInput(page, 'user_code'), xsrf: hiddenInput(page, 'xsrf') }
    const confirm = await browser.visit(new URL('activate', url), code)
    const confirmation = { ...code, xsrf: hiddenInput(confirm.page, 'xsrf') || code.xsrf, confirm: 'yes' }
    const signInForm = await browser.visit(new URL('activate', url), confirmation)
    const done = await signIn(browser, signInForm, maria)
    expect(done.page).toContain('Connected')

    const { access_token, refresh_token } = await token(issuer, form)
    expect(await claimsOf(issuer, access_token)).toMatchObject({
      azp: 'cli',
      'https://api.exampleco.com/email': maria,
    })
    expect(refresh_token).toBeDefined()
  })
})

describe('every page', () => {
  it('may load the issuer’s own files alone, which are there, and is shown in no frame', async () => {
    const response = await fetch(`${issuer.issuer}interaction/none`)
    const policy = response.headers.get('content-security-policy')
    expect(policy).toContain("default-src 'none'")
    expect(policy).toContain("frame-ancestors 'none'")
    const page = await response.text()
    expect(page).not.toMatch(/<style|<script(?! src)| style=/)
    for (const path of ['style.css', 'sign-out.js', 'people/maria.silva.svg']) {
      expect((await fetch(`${issuer.issuer}assets/${path}`)).status).toBe(200)
    }
    expect((await fetch(`${issuer.issuer}assets/people/nobody.svg`)).status).toBe(404)
  })

  it('but the response to a frame is, to the application that asked', async () => {
    const request = { response_type: 'id_token', nonce: 'n', prompt: 'none', response_mode: 'web_message' }
    const response = await fetch(authorizeUrl(request))
    expect(response.status).toBe(200)
    expect(response.headers.get('content-security-policy')).not.toContain('frame-ancestors')
    expect(response.headers.get('content-security-policy')).toContain("script-src 'self' 'sha256-")
    expect(await response.text()).toContain('login_required')
  })
})
