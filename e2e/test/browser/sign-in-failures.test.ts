import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sharedBrowser, type TestBrowser } from '../../support/browser.ts'
import {
  chooseDemoPerson,
  flowNames,
  isSignedIn,
  signIn,
  signInButton,
  startSignIn,
  weekAddress,
} from '../../support/sign-in.ts'
import { overrideSettings, startWebSystem, type WebSystem } from '../../support/web.ts'

let system: WebSystem
let browser: TestBrowser
beforeAll(async () => {
  ;[system, browser] = await Promise.all([startWebSystem(), sharedBrowser()])
})
afterAll(() => system?.[Symbol.asyncDispose]())

/** The text of a failure on the page, and the next step. */
async function failureOn(page: Page): Promise<{ code: string | null; words: string }> {
  const alert = page.getByRole('alert')
  await alert.waitFor()
  await signInButton(page).waitFor()
  return { code: await alert.getAttribute('data-code'), words: (await alert.textContent()) ?? '' }
}

describe.each(flowNames)('what goes wrong, by %s:', (flow) => {
  it('cancelled, then begun again and gone back to', async () => {
    await using visit = await browser.open()
    const { page } = visit
    await page.goto(system.origin + weekAddress)
    await startSignIn(page, flow)
    await page.getByRole('button', { name: 'Cancel' }).click()
    expect(await failureOn(page)).toEqual({
      code: 'access_denied',
      words: expect.stringContaining('The sign-in was cancelled'),
    })

    const callbacks: string[] = []
    page.on('request', (request) => {
      if (request.isNavigationRequest() && request.url().startsWith(`${system.origin}/callback`)) {
        callbacks.push(request.url())
      }
    })
    await signIn(page, flow)
    // The fragment is not in requests: that of the implicit grant is lost with them.
    await page.goto(callbacks[0] ?? '')
    await isSignedIn(page)
  })

  it('a clock that is days ahead', async () => {
    await using visit = await browser.openNew()
    const { page } = visit
    await page.clock.setFixedTime(Date.now() + 3 * 86_400_000)
    await page.goto(system.origin)
    await startSignIn(page, flow)
    await chooseDemoPerson(page)
    expect(await failureOn(page)).toEqual({
      code: 'clock_skew',
      words: expect.stringContaining('The clock of this device is wrong'),
    })
  })

  it('a response that no page here requested', async () => {
    await using visit = await browser.open()
    const { page } = visit
    const response =
      flow === 'pkce' ? '?code=stolen&state=foreign' : '#access_token=a&id_token=b&state=foreign'
    await page.goto(`${system.origin}/callback${response}`)
    expect(await failureOn(page)).toMatchObject({ code: 'state_mismatch' })
    expect(page.url()).toBe(`${system.origin}/callback`)
  })
})

describe('by pkce', () => {
  it('an issuer that is away, and comes back', async () => {
    await using visit = await browser.open()
    const { page } = visit
    await page.route(`${system.issuer.issuer}**`, (route) => route.abort())
    await page.goto(system.origin)
    await startSignIn(page, 'pkce')
    expect(await failureOn(page)).toMatchObject({ code: 'issuer_unreachable' })
    await page.unroute(`${system.issuer.issuer}**`)
    await signIn(page, 'pkce')
  })

  it('a person without create:timesheets sees why nothing can be changed', async () => {
    await using visit = await browser.open()
    await visit.page.goto(system.origin)
    await signIn(visit.page, 'pkce', /Chiara Bianchi/)
    await visit.page.getByText('scope create:timesheets').waitFor()
  })
})

describe('an application of somebody else', () => {
  it('is refused consent, and told so; then is given it', async () => {
    await using visit = await browser.open()
    const { page } = visit
    await overrideSettings(page, { clientId: 'third-party-spa', offerBothFlows: false })
    await page.goto(system.origin)
    const begin = page.getByRole('button', { name: 'Sign in' })
    await begin.click()
    await chooseDemoPerson(page)
    await page.getByText('Read your timesheets').waitFor()
    await page.getByRole('button', { name: 'Deny' }).click()
    await page.locator('[role=alert][data-code=access_denied]').waitFor()

    await begin.click()
    await page.getByRole('button', { name: 'Allow' }).click()
    await isSignedIn(page)
  })
})
