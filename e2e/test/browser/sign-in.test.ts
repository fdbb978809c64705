import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startBrowser, type TestBrowser } from '../../support/browser.ts'
import {
  acceptedByApi,
  flowNames,
  isSignedIn,
  signIn,
  signInButton,
  weekAddress,
} from '../../support/sign-in.ts'
import { startWebSystem, type WebSystem } from '../../support/web.ts'

let system: WebSystem
let browser: TestBrowser
beforeAll(async () => {
  ;[system, browser] = await Promise.all([startWebSystem(), startBrowser()])
})
afterAll(async () => {
  await Promise.all([system, browser].map((one) => one?.[Symbol.asyncDispose]()))
})

describe.each(flowNames)('the sign-in by %s', (flow) => {
  it('leads from a click to what the API accepts, at the page one came for, and leaves no token anywhere', async () => {
    await using visit = await browser.open()
    const { page } = visit
    await page.goto(system.origin + weekAddress)
    const accepted = acceptedByApi(page, system.api.url)
    await signIn(page, flow)
    expect(await (await accepted).request().headerValue('authorization')).toMatch(/^Bearer eyJ/)
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

    await second.getByRole('button', { name: 'Sign out' }).click()
    for (const tab of [second, page]) await signInButton(tab, flow).waitFor()
    expect(second.url()).toBe(`${system.origin}/`)
    await page.reload()
    await signInButton(page, flow).click()
    await page.getByLabel('Password').waitFor()
  })

  it('goes on when the API refuses the token: a new one is fetched, and nobody notices', async () => {
    await using visit = await browser.open()
    const { page } = visit
    await page.goto(system.origin + weekAddress)
    await signIn(page, flow)
    const refused: string[] = []
    await page.route(`${system.api.url}/**`, async (route) => {
      const { authorization } = await route.request().allHeaders()
      if (!authorization || refused.length > 0) return route.continue()
      refused.push(authorization)
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
    const accepted = acceptedByApi(page, system.api.url, () => refused.length > 0)
    await page.getByRole('link', { name: 'Entries' }).click()
    const renewed = await (await accepted).request().headerValue('authorization')
    expect(renewed).toMatch(/^Bearer eyJ/)
    expect(renewed).not.toBe(refused[0])
    await isSignedIn(page)
  })
})
