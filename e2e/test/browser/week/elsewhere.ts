import { readFile } from 'node:fs/promises'
import { expect, it } from 'vitest'
import { signIn, WeekPageObject } from '../../../support/week-page.ts'
import { today, type WeekTestBed, week, wide } from './bed.ts'
import { compose } from './typing.ts'

/** Other weeks, the list of entries, the month, and the phone. */
export function itIsFoundElsewhere(bed: WeekTestBed): void {
  const { somebody, clientOf, openWeek } = bed

  it('goes to other weeks by key, and to any by date or an address that somebody typed', async () => {
    await using opened = await openWeek(somebody(), '/week/2026-W10')
    const { page } = opened
    await page.getByRole('heading', { name: 'Week 10' }).waitFor()
    await page.keyboard.press(']')
    await page.getByRole('heading', { name: 'Week 11' }).waitFor()
    await page.keyboard.press('[')
    await page.keyboard.press('[')
    await page.getByRole('heading', { name: 'Week 9', exact: true }).waitFor()
    await page.getByRole('button', { name: 'Jump to a week' }).click()
    await page.getByLabel('Any day of the week').fill('2025-12-31')
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: 'Week 1', exact: true }).waitFor()
    expect(page.url()).toMatch(/\/week\/2026-W01$/)
    await page.keyboard.press('t')
    await page.waitForURL(`**/week/${week}`)
    for (const [typed, meant] of [
      ['/week/2026-w10', '/week/2026-W10'],
      ['/week/2026-10/', '/week/2026-W10'],
      ['/week/2026-03-04', '/week/2026-W10'],
      ['/month/2026-3', '/month/2026-03'],
    ]) {
      await page.goto(`${bed.system.origin}${typed}`)
      await page.waitForURL(`**${meant}`)
    }
    await page.goto(`${bed.system.origin}/week/2026-W54`)
    await page.getByText('This page does not exist').waitFor()
    await page.getByRole('link', { name: 'Go to this week' }).click()
    await page.waitForURL(`**/week/${week}`)
    await page.keyboard.press('?')
    await page.getByRole('dialog', { name: 'Keyboard' }).waitFor()
  })

  it('says which scope is missing when the API denies the data of a page', async () => {
    await using opened = await openWeek(bed.somebody())
    const { page } = opened
    const detail = 'Listing entries requires scope read:all-timesheets.'
    await page.route(`${bed.system.api.url}/timesheets?**`, (route) =>
      route.fulfill({
        status: 403,
        contentType: 'application/problem+json',
        headers: { 'Access-Control-Allow-Origin': bed.system.origin },
        body: JSON.stringify({
          type: 'about:blank',
          title: 'Forbidden',
          status: 403,
          code: 'insufficient_scope',
          detail,
        }),
      }),
    )
    await page.getByRole('link', { name: 'Entries' }).click()
    await page.getByRole('alert').getByText(detail).waitFor()
  })

  it('lists entries by filters of the address, exports them, and sums the month', async () => {
    const login = somebody()
    const { entries } = await clientOf(login)
    await entries.create({ date: '2026-10-05', project: 'ACME', hours: 2, note: 'kick-off' })
    await entries.create({ date: '2026-10-06', project: 'BETA', hours: 3.5 })
    await using visit = await bed.browser.open(wide)
    const { page } = visit
    await signIn(page, bed.system.origin, login, '/entries?from=2026-10-01&to=2026-10-31')
    await page.getByText('2 entries, 5:30').waitFor()
    await page.getByLabel('Project').fill('ACME')
    await page.keyboard.press('Enter')
    await page.getByText('1 entry, 2:00').waitFor()
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Export CSV' }).click(),
    ])
    expect(download.suggestedFilename()).toBe('timesheets_2026-10-01_2026-10-31_ACME.csv')
    expect(await readFile(await download.path(), 'utf8')).toMatch(/2026-10-05,ACME,2,kick-off/)

    await page.goto(`${bed.system.origin}/month/2026-10`)
    await page.getByRole('img', { name: /5:30 on 2 days for 2 projects/ }).waitFor()
    await page.getByText('The chart as a table').click()
    await page.getByRole('row', { name: 'Tue, 6 Oct 2026 3:30 3:30' }).waitFor()
  })

  it('saves the day that is shown, by plain inputs', async () => {
    const login = somebody()
    const client = await clientOf(login)
    await client.entries.create({ date: today, project: 'ACME', hours: 1 })
    await using visit = await bed.browser.open({ viewport: { width: 360, height: 740 }, timezoneId: 'UTC' })
    const { page } = visit
    await signIn(page, bed.system.origin, login)
    const hours = page.getByLabel('ACME, Hours')
    await hours.selectText()
    await compose(await page.context().newCDPSession(page), '６：３０')
    expect(await hours.inputValue()).toBe('６：３０')
    await page.keyboard.press('Enter')
    await new WeekPageObject(page).allSaved()
    const { data } = await client.entries.page({ from: today, to: today })
    expect(data.map((entry) => entry.hours)).toEqual([6.5])

    // The keyboard of a phone has no colon.
    await hours.selectText()
    await page.keyboard.type('7')
    await page.getByRole('button', { name: 'Type a colon' }).click()
    await page.keyboard.type('15')
    expect(await hours.inputValue()).toBe('7:15')
    await page.keyboard.press('Enter')
    await new WeekPageObject(page).allSaved()
    await expect
      .poll(async () => (await client.entries.page({ from: today, to: today })).data[0]?.hours)
      .toBe(7.25)
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360)
  })
}
