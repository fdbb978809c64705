import { weekOf } from 'timesheets-sdk/model'
import { expect, it } from 'vitest'
import { type CompanyTestBed, expectReadable, week } from './bed.ts'

export function itIsOnesOwn(bed: CompanyTestBed): void {
  it('is not there for who may not do any of this', async () => {
    await using visit = await bed.open(bed.person(1).email, '/people')
    const { page } = visit
    await page.getByText('This page does not exist').waitFor()
    expect(await page.getByRole('navigation', { name: 'Main' }).getByRole('link').allTextContents()).toEqual([
      'Week',
      'Month',
      'Entries',
      'Reports',
    ])
  })

  it('shows hours, colours, language and time zone as a person has chosen, also after a reload', async () => {
    await using visit = await bed.open(bed.person(0).email, '/week')
    const { page } = visit
    await page.getByRole('link', { name: `Profile of ${bed.person(0).name}` }).press('Enter')
    await page.getByText(bed.team.manager.email).or(page.getByText('your manager')).first().waitFor()
    await page.getByRole('button', { name: 'New address' }).press('Enter')
    const address = await page.getByRole('textbox', { name: 'Address, shown only now' }).inputValue()
    expect(await (await fetch(address)).text()).toContain('BEGIN:VCALENDAR')
    await expectReadable(page)
    await page.getByRole('button', { name: 'Withdraw the address' }).press('Enter')
    await page.getByText('The address stopped working.').waitFor()
    expect((await fetch(address)).status).toBe(404)
    await page.getByRole('combobox', { name: 'Theme' }).selectOption('Dark')
    await page.getByRole('combobox', { name: 'Hours' }).selectOption('7.50 (decimal)')
    await page.getByRole('combobox', { name: 'Time zone' }).selectOption('Pacific/Kiritimati')
    await page.getByRole('main').getByRole('combobox', { name: 'Language' }).selectOption('Deutsch')
    await page.getByRole('button', { name: 'Alle Tasten anzeigen' }).click()
    await page.getByRole('dialog', { name: 'Tastatur' }).waitFor()
    await page.goto(`${bed.system.origin}/week/${week}`)
    await page.locator('.cell-text').getByText('6,00').waitFor()
    await page.emulateMedia({ colorScheme: 'light' })
    expect(await page.evaluate(() => getComputedStyle(document.body).backgroundColor)).toBe('rgb(18, 20, 24)')
    const tomorrow = new Date(Date.now() + 14 * 3_600_000).toISOString().slice(0, 10)
    await page.keyboard.press('t')
    await page.waitForURL(`**/week/${weekOf(tomorrow)}`)
    expect(visit.problems).toEqual([])
  })
}
