import { expect, it } from 'vitest'
import { signIn } from '../../../support/week-page.ts'
import { dates, type WeekTestBed, wide } from './bed.ts'

/** A person waits once, and not for one thing after another. */
export function itIsDrawnEarly(bed: WeekTestBed): void {
  it('draws the heading while the person is still being signed in', async () => {
    await using visit = await bed.browser.open(wide)
    const { page } = visit
    await page.route('**/oauth/token', async (route) => {
      await page.locator('h1', { hasText: 'Week 10' }).waitFor()
      await route.continue()
    })
    await signIn(page, bed.system.origin, bed.somebody(), '/week/2026-W10')
    await page.getByRole('heading', { name: 'Week 10' }).waitFor()
  })

  it('asks for the week while the API is still asked who the caller is', async () => {
    await using visit = await bed.browser.open(wide)
    const { page, requests } = visit
    const { url } = bed.system.api
    const isAsked = page.waitForRequest((request) => request.url().startsWith(`${url}/timesheets?`))
    await page.route(`${url}/me`, async (route) => {
      await isAsked
      await route.continue()
    })
    await signIn(page, bed.system.origin, bed.somebody())
    await page.getByText('Nothing is logged').waitFor()
    // The page uses what was asked for beforehand.
    expect(requests.filter((one) => one.includes(`/timesheets?from=${dates[0]}`))).toHaveLength(1)
  })

  it('moves nothing when it says that loading takes long', async () => {
    await using visit = await bed.browser.open(wide)
    const { page } = visit
    const { promise: isSaid, resolve: letGo } = Promise.withResolvers<void>()
    await page.route(`${bed.system.api.url}/timesheets?**`, async (route) => {
      await isSaid
      await route.continue()
    })
    await signIn(page, bed.system.origin, bed.somebody())
    const words = page.getByText('Still loading')
    await words.waitFor()
    const place = () => page.locator('.skeleton-block').boundingBox()
    const withWords = await place()
    expect(withWords).not.toBeNull()
    await words.evaluate((element) => {
      element.style.display = 'none'
    })
    expect(await place()).toEqual(withWords)
    letGo()
    await page.getByText('Nothing is logged').waitFor()
  })
}
