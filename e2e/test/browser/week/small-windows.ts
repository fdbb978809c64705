import type { Locator } from 'playwright-core'
import { expect, it } from 'vitest'
import { signIn } from '../../../support/week-page.ts'
import { today, type WeekTestBed } from './bed.ts'

/** The layout and the words in the window of a phone. */
export function itFitsSmallWindows(bed: WeekTestBed): void {
  it('keeps marks beside their words in a small window, and begins long dialogs at their titles', async () => {
    const login = bed.somebody()
    const { entries } = await bed.clientOf(login)
    await entries.create({ date: today, project: 'ACME', hours: 2 })
    await using visit = await bed.browser.open({ viewport: { width: 360, height: 600 }, timezoneId: 'UTC' })
    const { page, context } = visit
    await signIn(page, bed.system.origin, login)
    const hours = page.getByRole('textbox', { name: /ACME/ })
    await hours.waitFor()

    await page.keyboard.press('?')
    const title = page.getByRole('dialog').getByRole('heading', { level: 2 })
    expect((await boxOf(title)).y).toBeGreaterThan(0)
    await page.keyboard.press('Escape')

    const name = page.locator('.day-project')
    const { width } = await boxOf(name)
    await context.setOffline(true)
    await hours.fill('3')
    await hours.press('Enter')
    const words = page.getByText('Offline: 1 change waits')
    await words.waitFor()
    expect(await page.locator('.day-status').textContent()).toBe('waiting')
    expect((await boxOf(name)).width).toBe(width)
    await expectBeside(page.locator('.status-dot'), words)
    await context.setOffline(false)
    await page.getByText('All changes are saved').waitFor()

    page.on('dialog', (question) => void question.accept())
    await page.getByRole('button', { name: 'Submit week' }).click()
    const banner = page.locator('.banner').filter({ hasText: 'Submitted on' })
    await expectBeside(banner.locator('.icon'), banner.locator('p'))
  })

  it('tells an API that is unavailable from one that is unreachable, also before it gives up', async () => {
    await using visit = await bed.browser.open()
    const { page } = visit
    const cors = { 'access-control-allow-origin': '*', 'access-control-expose-headers': 'retry-after' }
    let retryAfter = {}
    await page.route(`${bed.system.api.url}/timesheets?**`, (route) =>
      route.fulfill({ status: 503, headers: { ...cors, ...retryAfter } }),
    )
    await signIn(page, bed.system.origin, bed.somebody())
    await page.getByText('Timesheets is unavailable. Trying again').waitFor()
    // Longer than anybody waits: the page gives up with the next response.
    retryAfter = { 'retry-after': '600' }
    await page.getByText('Timesheets is unavailable at the moment').waitFor()
    await page.unrouteAll()
    await page.route(`${bed.system.api.url}/timesheets?**`, (route) => route.abort())
    await page.getByRole('button', { name: 'Try again' }).click()
    await page.getByText('Timesheets is unreachable. Trying again').waitFor()
    await page.unrouteAll()
    await page.getByRole('grid').waitFor()
    await page.getByText('Trying again').waitFor({ state: 'detached' })
  })
}

async function boxOf(locator: Locator) {
  const box = await locator.boundingBox()
  if (!box) throw new Error('it is not visible')
  return box
}

async function expectBeside(mark: Locator, words: Locator): Promise<void> {
  const [left, right] = await Promise.all([boxOf(mark), boxOf(words)])
  expect(left.y).toBeLessThan(right.y + right.height)
  expect(left.y + left.height).toBeGreaterThan(right.y)
}
