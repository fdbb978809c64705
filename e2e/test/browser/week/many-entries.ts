import type { Page } from 'playwright-core'
import { addDays, datesOfWeek, weekOf } from 'timesheets-sdk/model'
import { expect, it } from 'vitest'
import { violations } from '../../../support/axe.ts'
import { layoutFaults, mirrorFaults } from '../../../support/layout.ts'
import { today, type WeekTestBed } from './bed.ts'

const [monday, tuesday] = datesOfWeek(weekOf(addDays(today, -7))) as [string, string]
const [earlier] = datesOfWeek(weekOf(addDays(today, -14))) as [string]

/** The faults that axe and the layout show on a screen and on a phone, in both directions. */
export async function faultsOf(page: Page): Promise<string[]> {
  const found: string[] = []
  for (const width of [1280, 360]) {
    await page.setViewportSize({ width, height: 800 })
    const faults = [...(await layoutFaults(page)), ...(await mirrorFaults(page)), ...(await violations(page))]
    found.push(...faults.map((fault) => `${width} px: ${fault}`))
  }
  await page.setViewportSize({ width: 1280, height: 800 })
  return found
}

/** The list of entries: filters, selection, and changing and deleting many at once. */
export function itChangesManyEntries(bed: WeekTestBed): void {
  const { somebody, clientOf, openWeek } = bed

  it('changes and deletes many entries at once, undoes that, and says in its row why one was refused', async () => {
    const login = somebody()
    const { entries, weeks } = await clientOf(login)
    await entries.create({ date: monday, project: 'ACME', hours: 2, note: 'kick-off call' })
    await entries.create({ date: tuesday, project: 'ACME', hours: 3 })
    await entries.create({ date: today, project: 'ACME', hours: 1 })
    await entries.create({ date: earlier, project: 'ACME', hours: 4 })
    await weeks.submit(weekOf(earlier))
    const stored = async () => (await entries.page()).data.map(({ project, billable }) => [project, billable])
    const before = await stored()
    await using opened = await openWeek(login, '/entries')
    const { page } = opened

    // Filters: a period, a part of the note.
    await page.getByRole('button', { name: 'Last week' }).click()
    await page.getByText('2 entries, 5:00').waitFor()
    await page.getByLabel('Note contains').fill('KICK')
    await page.getByText('1 entry, 2:00').waitFor()
    await page.getByRole('button', { name: 'Clear filters' }).click()
    await page.getByText('4 entries, 10:00').waitFor()

    // All, by the keys of a checkbox: the newest is first.
    await page.getByRole('checkbox').nth(1).press('Space')
    await page.getByRole('checkbox').nth(4).press('Shift+Space')
    await page.getByText('4 selected, 10:00').waitFor()
    expect(await faultsOf(page)).toEqual([])
    await page.getByRole('button', { name: 'Change…' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('button', { name: 'Choose a project' }).click()
    await dialog.getByRole('searchbox').fill('BETA')
    await dialog.getByRole('option').first().waitFor()
    await page.keyboard.press('Enter')
    await dialog.getByText('BETA', { exact: true }).waitFor()
    await dialog.getByLabel('Billable').selectOption('Not billable')
    await dialog.getByText(`week ${weekOf(earlier)} is submitted`).waitFor()
    expect(await faultsOf(page)).toEqual([])
    await dialog.getByRole('button', { name: 'Change 3 entries' }).click()
    await page.getByText('3 entries will be changed in').waitFor()
    await page.keyboard.press('Control+z')
    await page.getByText('Undone: 3 entries.').waitFor()
    expect(await stored()).toEqual(before)

    // The week is submitted meanwhile: its entries are refused, the other one is changed.
    await weeks.submit(weekOf(monday))
    await page.getByRole('button', { name: 'Select none' }).click()
    await page.getByLabel('Select all entries shown').check()
    await page.getByRole('button', { name: 'Change…' }).click()
    await dialog.getByLabel('Billable').selectOption('Not billable')
    await dialog.getByRole('button', { name: /^Change \d/ }).click()
    await page.getByRole('button', { name: 'Save now' }).click()
    await page.getByText('Changed 1 entry. 2 entries could not be saved').waitFor()
    const row = page.getByRole('row').filter({ hasText: 'kick-off call' })
    await row.getByText(`week ${weekOf(monday)} is submitted`).waitFor()
    await page.getByRole('region', { name: 'Not saved' }).waitFor()
    expect(await faultsOf(page)).toEqual([])
    const discard = page.getByRole('button', { name: 'Discard' })
    await discard.first().click()
    await discard.click()

    await page.getByRole('button', { name: 'Select none' }).click()
    await page.getByRole('checkbox').nth(1).check()
    await page.getByRole('button', { name: 'Delete', exact: true }).click()
    // A reload within the ten seconds sends what waits.
    await page.getByText('1 entry will be deleted in').waitFor()
    // The selection has gone with its buttons.
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Undo')
    page.on('dialog', (question) => void question.accept())
    await page.reload()
    await page.getByText('3 entries, 9:00').waitFor()
    await expect
      .poll(async () => (await entries.page()).data.map(({ date }) => date), { timeout: 15_000 })
      .toEqual([earlier, monday, tuesday])
    expect(opened.visit.problems.filter((problem) => !/4(04|09|12)/.test(problem))).toEqual([])
  })
}
