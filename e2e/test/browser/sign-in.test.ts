import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makeAuth0Client, newToken, startAuth0Site, statusOfMe } from '../../support/auth0-spa-js.ts'
import { sharedBrowser, type TestBrowser } from '../../support/browser.ts'
import {
  acceptedByApi,
  chooseDemoPerson,
  flowNames,
  isSignedIn,
  signIn,
  signInButton,
  signOut,
  startSignIn,
  weekAddress,
} from '../../support/sign-in.ts'
import { overrideSettings, startWebSystem, type WebSystem } from '../../support/web.ts'

let auth0Site: Awaited<ReturnType<typeof startAuth0Site>>
let system: WebSystem
let browser: TestBrowser
beforeAll(async () => {
  auth0Site = await startAuth0Site()
  const options = { otherOrigins: [auth0Site.origin] }
  ;[system, browser] = await Promise.all([startWebSystem(options), sharedBrowser()])
})
afterAll(async () => {
  await Promise.all([auth0Site, system].map((one) => one?.[Symbol.asyncDispose]()))
})

describe.each(flowNames)('the sign-in by %s', (flow) => {
  it('leads from a click to what the API accepts, at the page one came for, and leaves no token anywhere', async () => {
    await using visit = await browser.open()
    const { page } = visit
    await page.goto(system.origin + weekAddress)
    const accepted = acceptedByApi(page, system.api.url)
    await signIn(page, flow)
    expect(await accepted).toMatch(/^Bearer eyJ/)
    expect(page.url()).toBe(system.origin + weekAddress)
    await page.getByText('Maria Silva').first().waitFor()
    expect(visit.problems).toEqual([])

    const stored = await page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }]))
    expect(stored).not.toMatch(/eyJ|token/)
    const history: string[] = []
    page.on('framenavigated', (frame) => void history.push(frame.url()))
    await page.goBack({ waitUntil: 'commit' })
    expect([page.url(), ...history].filter((url) => /[?#&](code|access_token|id_token)=/.test(url))).toEqual(
      [],
    )
  })

  it('is not asked for after a reload or in a second tab, and is over in both after a sign-out', async () => {
    await using visit = await browser.open()
    const { page, context } = visit
    await page.goto(system.origin + weekAddress)
    await signIn(page, flow)
    await page.reload()
    await isSignedIn(page)
    expect(page.url()).toBe(system.origin + weekAddress)

    const second = await context.newPage()
    await second.goto(`${system.origin}/entries`)
    await isSignedIn(second)
    expect(visit.problems).toEqual([])

    await signOut(second)
    await signInButton(page).waitFor()
    expect(second.url()).toBe(`${system.origin}/`)
    await page.reload()
    await startSignIn(page, flow)
    await page.getByLabel('Password').waitFor()
  })

  it('goes on when the API refuses the token: a new one is fetched, and nobody notices', async () => {
    await using visit = await browser.open()
    const { page } = visit
    await page.goto(system.origin + weekAddress)
    await signIn(page, flow)
    let refused: string | undefined
    await page.route(`${system.api.url}/**`, async (route) => {
      const { authorization } = await route.request().allHeaders()
      refused ??= authorization
      if (!authorization || authorization !== refused) return route.continue()
      const headers = {
        'access-control-allow-origin': system.origin,
        'content-type': 'application/problem+json',
      }
      return route.fulfill({
        status: 401,
        headers,
        body: '{"title":"Missing or invalid token","status":401}',
      })
    })
    const accepted = acceptedByApi(
      page,
      system.api.url,
      (authorization) => refused !== undefined && authorization !== refused,
    )
    await page.getByRole('link', { name: 'Entries' }).click()
    expect(await accepted).toMatch(/^Bearer eyJ/)
    await isSignedIn(page)
  })

  it('keeps tokens in localStorage where that is set: a reload asks nobody, a sign-out leaves nothing', async () => {
    await using visit = await browser.open()
    const { page, requests } = visit
    await overrideSettings(page, { tokenStorage: 'localstorage' })
    await page.goto(system.origin)
    await signIn(page, flow)
    const before = requests.length
    await page.reload()
    await isSignedIn(page)
    const atIssuer = requests.slice(before).filter((url) => url.startsWith(system.issuer.issuer))
    // This server does not know the page's setting, and lets it ask for the metadata beforehand.
    expect(atIssuer.filter((url) => !url.includes('/.well-known/'))).toEqual([])

    await signOut(page)
    expect(await page.evaluate(() => JSON.stringify({ ...localStorage }))).not.toContain('eyJ')
  })
})

describe('auth0-spa-js', () => {
  it('signs in at dev-issuer as at Auth0, renews, and the API takes its token', async () => {
    await using visit = await browser.open()
    const { page } = visit
    const { issuer } = system.issuer
    await page.goto(auth0Site.origin)
    await makeAuth0Client(page, { issuer, useRefreshTokens: true })
    await Promise.all([
      page.waitForURL(/\/interaction\//),
      page.evaluate(() => void window.client.loginWithRedirect()),
    ])
    await chooseDemoPerson(page)
    await page.waitForURL((url) => url.pathname === '/callback')
    await makeAuth0Client(page, { issuer, useRefreshTokens: true })
    await page.evaluate(() => window.client.handleRedirectCallback())
    expect(await page.evaluate(() => window.client.getUser())).toMatchObject({
      name: 'Maria Silva',
      email: 'maria.silva@abc.example',
    })
    const [first, second] = [await newToken(page), await newToken(page)]
    expect(first).not.toBe(second)
    expect(await statusOfMe(page, system.api.url, second)).toBe(200)

    // Without refresh tokens, after a reload: in a hidden frame.
    await page.goto(auth0Site.origin)
    await makeAuth0Client(page, { issuer, useRefreshTokens: false })
    expect(await statusOfMe(page, system.api.url, await newToken(page))).toBe(200)

    await Promise.all([
      page.waitForURL(/v2\/logout/),
      page.evaluate(() => void window.client.logout({ logoutParams: { returnTo: `${location.origin}/` } })),
    ])
    await page.waitForURL(`${auth0Site.origin}/`)
    await makeAuth0Client(page, { issuer, useRefreshTokens: false })
    await expect(newToken(page)).rejects.toThrow('End-User authentication is required')
  })
})
