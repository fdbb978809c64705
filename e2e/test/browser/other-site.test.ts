import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sharedBrowser, type TestBrowser, type TestVisit } from '../../support/browser.ts'
import {
  endSessionAtIssuer,
  flowNames,
  isSignedIn,
  signIn,
  signInButton,
  weekAddress,
} from '../../support/sign-in.ts'
import { startWebSystem, type WebSystem } from '../../support/web.ts'

// As with an Auth0 tenant without a custom domain: the browser keeps the issuer's cookies from its frames.
let system: WebSystem
let browser: TestBrowser
beforeAll(async () => {
  ;[system, browser] = await Promise.all([startWebSystem({ host: '127.0.0.1' }), sharedBrowser()])
})
afterAll(() => system?.[Symbol.asyncDispose]())

/** How often the whole page, not a frame, has asked the issuer silently. */
function silentRedirects({ page, requests }: TestVisit): { count: () => number } {
  let count = 0
  page.on('request', (request) => {
    const isWholePage = request.isNavigationRequest() && request.frame() === page.mainFrame()
    if (isWholePage && /\/authorize\?.*prompt=none/.test(request.url())) count++
  })
  expect(requests.some((url) => url.includes('prompt=none'))).toBe(false)
  return { count: () => count }
}

describe.each(flowNames)('an issuer of another site, by %s', (flow) => {
  it('costs one redirect after a reload, which ends on the same page; and no more when nobody is signed in', async () => {
    await using visit = await browser.open()
    const { page } = visit
    const redirects = silentRedirects(visit)
    await page.goto(system.origin + weekAddress)
    await signIn(page, flow)
    expect(redirects.count()).toBe(0)

    await page.reload()
    await isSignedIn(page)
    expect(page.url()).toBe(system.origin + weekAddress)
    expect(redirects.count()).toBe(1)

    await endSessionAtIssuer(page, system.issuer.issuer)
    await page.reload()
    await signInButton(page).waitFor()
    expect(page.url()).toBe(system.origin + weekAddress)
    expect(redirects.count()).toBe(2)
    await page.reload()
    await signInButton(page).waitFor()
    expect(redirects.count()).toBe(2)
  })
})

it('an issuer that refuses to be framed costs one redirect, too', async () => {
  await using visit = await browser.open()
  const { page } = visit
  const redirects = silentRedirects(visit)
  await page.goto(system.origin + weekAddress)
  await signIn(page, 'pkce')
  await page.route(/\/authorize\?.*response_mode=web_message/, (route) =>
    route.fulfill({ status: 400, headers: { 'X-Frame-Options': 'DENY' }, body: 'unsupported response mode' }),
  )
  await page.reload()
  await isSignedIn(page)
  expect(redirects.count()).toBe(1)
})
