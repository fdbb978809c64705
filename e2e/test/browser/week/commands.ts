import { expect, it } from 'vitest'
import { signIn } from '../../../support/week-page.ts'
import { day, today, type WeekTestBed, week } from './bed.ts'
import { faultsOf } from './many-entries.ts'

/** The command palette, and the template that it fills a week from. */
export function itTakesCommands(bed: WeekTestBed): void {
  const { somebody, clientOf, openWeek } = bed

  it('finds pages and weeks and does what it is told by Ctrl+K, also in a cell that is being edited', async () => {
    const login = somebody()
    const client = await clientOf(login)
    await client.entries.create({ date: today, project: 'ACME', hours: 1 })
    await using opened = await openWeek(login)
    const { page, grid } = opened
    const dialog = page.getByRole('dialog', { name: 'Search and commands' })
    const command = async (text: string, shown: RegExp) => {
      await page.keyboard.press('Control+k')
      await dialog.getByRole('option').first().waitFor()
      await page.keyboard.type(text)
      await dialog.getByRole('option', { name: shown }).waitFor()
    }
    await grid.cell('ACME', day).click()
    await page.keyboard.type('2')
    await command('reports', /^Reports/)
    expect(await dialog.getByRole('option').allTextContents()).toEqual(['Reports'])
    expect(await faultsOf(page)).toEqual([])
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: 'Reports', exact: true }).waitFor()
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('content')
    // The text typed into the cell is saved.
    await expect.poll(async () => (await client.entries.page()).data[0]?.hours).toBe(2)

    // A person without people to read finds none, and no page of an administrator.
    await page.keyboard.press('Control+k')
    await dialog.getByRole('option').first().waitFor()
    for (const text of ['settings', 'nwosu']) {
      await page.getByRole('searchbox', { name: 'Search' }).fill(text)
      await dialog.getByText('Nothing matches.').waitFor()
    }
    await page.keyboard.press('Escape')
    await command('2026-w10', /^Week 10/)
    await page.keyboard.press('Enter')
    await page.waitForURL('**/week/2026-W10')
    await command('dark', /^Dark theme/)
    await page.keyboard.press('Enter')
    expect(await page.locator('html').getAttribute('data-theme')).toBe('dark')

    await command('this week', /^This week/)
    await page.keyboard.press('Enter')
    await page.waitForURL(`**/week/${week}`)
    await command('submit', /^Submit week/)
    await page.keyboard.press('Enter')
    await grid.weekStatus.getByText('Submitted').waitFor()
    expect((await client.weeks.get('me', week)).status).toBe('submitted')
    // It is not done again by a reload.
    await grid.recall()
    await page.reload()
    await grid.weekStatus.getByText('Open').waitFor()
    expect(opened.visit.problems).toEqual([])
  })

  it('fills another week from the template, asked for on a phone', async () => {
    const login = somebody()
    const client = await clientOf(login)
    await client.entries.create({ date: today, project: 'ACME', hours: 7.5, note: 'of that day' })
    await using visit = await bed.browser.open({ viewport: { width: 360, height: 740 }, timezoneId: 'UTC' })
    const { page } = visit
    await signIn(page, bed.system.origin, login, `/week/${week}`)
    await page.getByRole('button', { name: 'Template' }).click()
    await page.getByRole('button', { name: 'Use this week as my template' }).click()
    await page.getByText('This week is your template now, on this device: 7:30.').waitFor()
    await page.goto(`${bed.system.origin}/week/2026-W10`)
    await page.getByText('Nothing is logged').waitFor()
    await page.getByRole('button', { name: 'Search and commands' }).click()
    await page.getByRole('option', { name: 'Fill week 10 from my template' }).click()
    await page.getByText('Copied 1 row and 7:30 in 1 cell from your template.').waitFor()
    await expect
      .poll(async () =>
        (await client.entries.page({ to: '2026-03-31' })).data.map(({ hours, note }) => [hours, note]),
      )
      .toEqual([[7.5, undefined]])
    expect(visit.problems).toEqual([])
  })
}
