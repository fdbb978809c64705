import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startBrowser, type TestBrowser } from '../../support/browser.ts'
import { flowNames, isSignedIn, signIn, signInButton } from '../../support/sign-in.ts'
import { startWebSystem, type WebSystem } from '../../support/web.ts'

let system: WebSystem
let browser: TestBrowser
beforeAll(async () => {
  const env = { VITE_TOKEN_STORAGE: 'localstorage' }
  ;[system, browser] = await Promise.all([startWebSystem({ env }), startBrowser()])
})
afterAll(async () => {
  await Promise.all([system, browser].map((one) => one?.[Symbol.asyncDispose]()))
})

describe.each(flowNames)('tokens kept in localStorage, by %s', (flow) => {
  it('outlive a reload without asking the issuer, and are gone after a sign-out', async () => {
    await using visit = await browser.open()
    const { page, requests } = visit
    await page.goto(system.origin)
    await signIn(page, flow)
    const before = requests.length
    await page.reload()
    await isSignedIn(page)
    expect(requests.slice(before).filter((url) => url.startsWith(system.issuer.issuer))).toEqual([])

    await page.getByRole('button', { name: 'Sign out' }).click()
    await signInButton(page, flow).waitFor()
    expect(await page.evaluate(() => JSON.stringify({ ...localStorage }))).not.toContain('eyJ')
  })
})
