import { namedPeople } from 'dev-issuer'
import type { Page } from 'playwright-core'
import { addDays, weekOf } from 'timesheets-sdk/model'
import { expect, it } from 'vitest'
import { signIn } from '../../../support/week-page.ts'
import { day, today, type WeekTestBed, wide } from './bed.ts'

/** The page says in the words of the API why it stores nothing: of a value, of a day, or for a person. */
export function itRefuses(bed: WeekTestBed): void {
  const { somebody, clientOf, openWeek } = bed

  it('tells as it is typed why something is refused, in the words of the API, and keeps it in the cell', async () => {
    const login = somebody()
    const client = await clientOf(login)
    await client.entries.create({ date: today, project: 'OTHER', hours: 7 })
    await client.entries.create({ date: today, project: 'ACME', hours: 1 })
    await using opened = await openWeek(login)
    const { page, grid } = opened
    const cell = grid.cell('ACME', day)
    for (const [text, reason] of [
      ['0:10', /10 minutes, not a multiple of 15/],
      ['25', /a day has 24/],
      ['-2', /an entry has more than 0/],
      ['0.001', /use a whole number of minutes/],
      ['soon', /is not a time/],
      ['18', /would have 25 hours; the maximum is 24/],
    ] as const) {
      await cell.click()
      await page.keyboard.press('Enter')
      await page.keyboard.type(text)
      await page.locator('.hint-error').getByText(reason).waitFor()
      await page.keyboard.press('Enter')
      expect(await cell.locator('.cell-text').textContent()).toBe(text)
      expect(await grid.problems.textContent()).toMatch(reason)
    }
    await grid.type('ACME', day, '2')
    await grid.allSaved()
    expect(await grid.problems.count()).toBe(0)

    await page.goto(`${bed.system.origin}/week/${weekOf(addDays(today, 21))}`)
    await page.getByText('Nothing is logged').waitFor()
    // A week that is too far ahead looks closed from the start, instead of refusing each cell.
    await page
      .locator('.notice')
      .getByText(/more than 7 days ahead/)
      .waitFor()
    expect(await page.getByRole('button', { name: 'Add a project' }).count()).toBe(0)
  })

  it('opens the next day at midnight, on a page that is left open', async () => {
    const dateAnywhere = new Date(Date.now() + 14 * 3_600_000).toISOString().slice(0, 10)
    const firstTooFar = addDays(dateAnywhere, 8)
    await using visit = await bed.browser.openNew(wide)
    const { page } = visit
    await page.clock.install()
    await signIn(page, bed.system.origin, somebody(), `/week/${weekOf(firstTooFar)}`)
    const locks = page.locator('.head-day .icon')
    await locks.last().waitFor()
    const before = await locks.count()
    await page.clock.fastForward('24:00:00')
    await expect.poll(() => locks.count(), { timeout: 10_000 }).toBe(before - 1)
  })

  it('marks days that are closed, says why, and leaves the rest open', async () => {
    const admin = await clientOf(namedPeople.admin)
    await admin.policy.update({ lockedThrough: '2020-09-30' })
    await using opened = await openWeek(somebody(), '/week/2020-W40')
    const { page, grid } = opened
    await page.getByText('everything through 2020-09-30 is closed').first().waitFor()
    await grid.addProject('ACME')
    expect(await grid.cell('ACME', 2).getAttribute('aria-readonly')).toBe('true')
    await grid.cell('ACME', 2).focus()
    await page.keyboard.type('4')
    expect(await focusedText(page)).toContain('everything through 2020-09-30 is closed')
    await grid.type('ACME', 3, '4')
    await grid.allSaved()
  })

  it('is read-only, and says why, for who may not log time', async () => {
    await using opened = await openWeek(namedPeople.payroll)
    const { page } = opened
    await page.getByText(/no permission to log time \(scope create:timesheets\)/).waitFor()
    expect(await page.getByRole('button', { name: 'Add a project' }).count()).toBe(0)
  })
}

const focusedText = (page: Page) => page.evaluate(() => document.activeElement?.textContent ?? '')
