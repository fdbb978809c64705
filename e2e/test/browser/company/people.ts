import { namedPeople } from 'dev-issuer'
import type { Person } from 'timesheets-sdk/model'
import { expect, it } from 'vitest'
import { violations } from '../../../support/axe.ts'
import { CountedKeys, documentedKeys } from '../../../support/counted-keys.ts'
import { multiply } from '../../../support/long-lists.ts'
import { type CompanyTestBed, expectReadable, monday, today } from './bed.ts'

export function itKeepsPeople(bed: CompanyTestBed): void {
  it('are added and changed by an administrator, with the reason for a value that cannot be', async () => {
    await using visit = await bed.open(namedPeople.admin, '/people')
    const { page } = visit
    await page.getByLabel('Search by name').fill(bed.person(0).name)
    await page.getByText(/^1 of \d people/).waitFor()
    await page.getByRole('button', { name: `Edit ${bed.person(0).name}` }).press('Enter')
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('Hours a week').fill('400')
    await dialog.getByLabel('E-mail').fill('nobody')
    await dialog.getByText('must be at most 168').waitFor()
    await dialog.getByLabel('Hours a week').fill('32,5')
    await dialog.getByText('must be an e-mail address').waitFor()
    await expectReadable(page)
    await dialog.getByLabel('E-mail').fill('new@abc.example')
    await dialog.getByLabel('These terms count from').fill(today)
    await page.keyboard.press('Enter')
    await page.getByText(`${bed.person(0).name} is saved.`).waitFor()
    const keeper = await bed.team.as(namedPeople.admin)
    expect(await keeper.people.get(bed.person(0).userId)).toMatchObject({
      expectedHoursPerWeek: 32.5,
      email: 'new@abc.example',
      terms: [{ expectedHoursPerWeek: 40 }, { from: today, expectedHoursPerWeek: 32.5 }],
    })

    await page.getByRole('button', { name: `Edit ${bed.person(0).name}` }).press('Enter')
    await dialog.getByLabel('Rate group').fill('senior')
    const { userId, updatedAt: _, terms: __, ...content } = await keeper.people.get(bed.person(0).userId)
    await keeper.people.put(userId, { ...content, expectedHoursPerWeek: 30, from: today })
    await page.keyboard.press('Enter')
    const conflict = dialog.getByRole('alert')
    await conflict.getByText(`Somebody else has changed ${bed.person(0).name} meanwhile`).waitFor()
    await conflict.getByText('Hours a week: 32.5 → 30 (stays either way)').waitFor()
    await expectReadable(page)
    await conflict.getByRole('button', { name: 'Keep mine' }).press('Enter')
    // Another note says already that the person is saved.
    await dialog.waitFor({ state: 'detached' })
    expect(await keeper.people.get(userId)).toMatchObject({ expectedHoursPerWeek: 30, rateGroup: 'senior' })

    await page.getByRole('button', { name: 'Add a person' }).press('Enter')
    await dialog.getByLabel('Name', { exact: true }).fill('A namesake')
    await dialog.getByLabel(/^Id/).fill(userId)
    await page.keyboard.press('Enter')
    await dialog.getByText(/^This one was already added by /).waitFor()
    await page.keyboard.press('Escape')
    expect(await keeper.people.get(userId)).toMatchObject({ name: bed.person(0).name })

    await page.getByRole('button', { name: `Absences of ${bed.person(0).name}` }).press('Enter')
    await dialog.getByLabel('From').fill(monday)
    await dialog.getByLabel('To, inclusive').fill(monday)
    expect(await violations(page)).toEqual([])
    await page.keyboard.press('Enter')
    const recorded = dialog.getByRole('listitem')
    await recorded.waitFor()
    await dialog.getByLabel('Reason').selectOption('sick')
    await dialog.getByRole('button', { name: 'Record' }).press('Enter')
    await dialog.getByText(/^An absence from Mon, .* is recorded already/).waitFor()
    expect(await recorded.textContent()).toContain('Vacation')
    await dialog.getByRole('button', { name: /^Remove/ }).press('Enter')
    await dialog.getByText('No absences are recorded.').waitFor()
    await page.keyboard.press('Escape')
    await page.setViewportSize({ width: 1280, height: 900 })
    await expectReadable(page)
    // The browser reports each 412.
    expect(visit.problems.filter((problem) => !problem.includes('412'))).toEqual([])
  })

  it('are drawn near the window only when there are thousands, and all of them on paper', async () => {
    await using visit = await bed.open(namedPeople.admin, '/week')
    const { page } = visit
    await multiply<Person>(page, `${bed.system.api.url}/people`, 400, (sample, index) => ({
      ...sample,
      userId: `load|${index}`,
      name: `Person ${String(index).padStart(5, '0')}`,
    }))
    await page.goto(`${bed.system.origin}/people`)
    const table = page.getByRole('table')
    const rows = table.getByRole('row')
    const edit = (number: string) => page.getByRole('button', { name: `Edit Person 00${number}` })
    await edit('000').focus()
    expect(await table.getAttribute('aria-rowcount')).toBe('401')
    expect(await rows.count()).toBeLessThan(60)
    await page.keyboard.press('End')
    await edit('399').waitFor()
    expect(
      await table
        .getByRole('row')
        .filter({ has: edit('399') })
        .getAttribute('aria-rowindex'),
    ).toBe('401')
    expect(await rows.count()).toBeLessThan(60)
    // The row with the focus stays, and Tab goes on from it.
    expect(await edit('000').evaluate((button) => button === document.activeElement)).toBe(true)
    expect(await edit('100').count()).toBe(0)
    await page.keyboard.press('Tab')
    await page.keyboard.press('Tab')
    expect(await edit('001').evaluate((button) => button === document.activeElement)).toBe(true)
    await page.getByLabel('Search by name').fill('person 00250')
    await page.getByText('1 of 400 people').waitFor()
    await edit('250').waitFor()
    // The manager is one of them too.
    await edit('250').press('Enter')
    const manager = page.getByRole('dialog').getByRole('combobox', { name: 'Manager' })
    await manager.focus()
    await page.keyboard.press('ArrowDown')
    await page.getByText('50 of 399: type more to find others').waitFor()
    await page.keyboard.type('00399')
    const found = page.getByRole('listbox', { name: 'Manager' }).getByRole('option')
    await found.filter({ hasText: '00399' }).waitFor()
    expect(await found.count()).toBe(1)
    // The highlight follows a moment after the list.
    const namesAnOption = (input: Element) => {
      const id = input.getAttribute('aria-activedescendant')
      return id === null || document.getElementById(id) !== null
    }
    await expect.poll(() => manager.evaluate(namesAnOption)).toBe(true)
    expect(await violations(page)).toEqual([])
    await page.keyboard.press('Enter')
    expect(await manager.inputValue()).toBe('Person 00399')
    await page.keyboard.press('Escape')
    await page.keyboard.press('Control+k')
    await page.getByRole('dialog').getByRole('option').first().waitFor()
    await page.keyboard.type('person 00123')
    await page.getByRole('option', { name: /^Person 00123/ }).waitFor()
    await page.keyboard.press('Enter')
    await edit('123').waitFor()
    await page.getByLabel('Search by name').fill('')
    await page.getByText('400 of 400 people').waitFor()
    await page.emulateMedia({ media: 'print' })
    await table.locator('tr[aria-rowindex="200"]').waitFor()
    expect(await rows.count()).toBe(401)
    expect(visit.problems).toEqual([])
  })

  it('are added from those who signed in without being in the roster', async () => {
    await (await bed.team.as(namedPeople.contractor)).me()
    await using visit = await bed.open(namedPeople.admin, '/people')
    const { page } = visit
    const newcomer = page.getByRole('listitem').filter({ hasText: namedPeople.contractor })
    const keys = new CountedKeys(page)
    await keys.click(newcomer.getByRole('button', { name: 'Add to the roster' }))
    await page.getByRole('dialog').getByLabel('Name').fill('John Okafor')
    await keys.press('Enter')
    expect(keys.count).toBe(await documentedKeys('Administrator: add a person who signed in'))
    await page.getByText('John Okafor is saved.').waitFor()
    await newcomer.waitFor({ state: 'detached' })
  })
}
