import { namedPeople } from 'dev-issuer'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sharedBrowser, type TestBrowser } from '../../support/browser.ts'
import { clientWith, entriesOf } from '../../support/client.ts'
import { chooseDemoPerson, endSessionAtIssuer, flowNames, signIn } from '../../support/sign-in.ts'
import { personToken } from '../../support/tokens.ts'
import { startWebSystem, type WebSystem } from '../../support/web.ts'

const lifetimeSeconds = 20
const today = new Date().toISOString().slice(0, 10)

let system: WebSystem
let browser: TestBrowser
beforeAll(async () => {
  const options = { accessTokenLifetimeSeconds: lifetimeSeconds }
  ;[system, browser] = await Promise.all([startWebSystem(options), sharedBrowser()])
})
afterAll(() => system?.[Symbol.asyncDispose]())

/** Maria's client of the API, beside the application. */
async function mariasClient() {
  return clientWith(system.api.url, await personToken(system.issuer.issuer, namedPeople.employee))
}

/** The hours that are stored for a project. */
async function storedHours(project: string): Promise<number[]> {
  const entries = await entriesOf(await mariasClient())
  return entries.filter((entry) => entry.project === project).map(({ hours }) => hours)
}

/** Moves the page's clock on, as if so much time had passed; what is due runs. */
async function pass(page: Page, seconds: number): Promise<void> {
  await page.clock.fastForward(seconds * 1000)
}

describe.each(flowNames)('a token of 20 seconds, by %s', (flow) => {
  it('is renewed while a week is typed, and a session that ends elsewhere takes nothing that was typed', async () => {
    const project = `END-${flow}`
    await (await mariasClient()).entries.create({ date: today, project, hours: 1 })
    await using visit = await browser.openNew()
    const { page, context } = visit
    await page.clock.install()
    await page.goto(`${system.origin}/week`)
    await signIn(page, flow)
    const cell = page.getByRole('row').filter({ hasText: project }).locator('td.is-today')
    const input = page.locator('.cell-input')
    const isRenewal = (url: string) => /\/oauth\/token|\/authorize\?.*prompt=none/.test(url)

    // In the middle of a cell.
    await cell.click()
    await page.keyboard.type('7:')
    const renewal = page.waitForResponse((response) => isRenewal(response.url()))
    await pass(page, lifetimeSeconds)
    expect((await renewal).ok()).toBe(true)
    await page.keyboard.type('30')
    expect(await input.inputValue()).toBe('7:30')
    const saved = page.waitForResponse((response) => response.request().method() === 'PATCH')
    await page.keyboard.press('Enter')
    expect((await saved).status()).toBe(200)
    expect(await storedHours(project)).toEqual([7.5])
    expect(
      visit.requests.filter((url) => new URL(url).pathname === '/authorize' && !isRenewal(url)),
    ).toHaveLength(1)

    await endSessionAtIssuer(page, system.issuer.issuer)
    await cell.click()
    await page.keyboard.type('6:4')
    await pass(page, lifetimeSeconds)
    const again = page.getByRole('button', { name: 'Sign in again' })
    await again.waitFor()
    await page.keyboard.type('5')
    await page.keyboard.press('Enter')
    await expect.poll(() => cell.textContent()).toContain('6:45')
    expect(await storedHours(project)).toEqual([7.5])

    const savedLater = page.waitForResponse((response) => response.request().method() === 'PATCH')
    const [popup] = await Promise.all([context.waitForEvent('page'), again.click()])
    await Promise.all([popup.waitForEvent('close'), chooseDemoPerson(popup)])
    expect((await savedLater).status()).toBe(200)
    await again.waitFor({ state: 'detached' })
    expect(await storedHours(project)).toEqual([6.75])
  })
})
