import { namedPeople } from 'dev-issuer'
import { expect, it } from 'vitest'
import { type CompanyTestBed, expectReadable } from './bed.ts'

export function itKeepsProjects(bed: CompanyTestBed): void {
  it('are added, changed and removed by an administrator, with clients, dates and rates', async () => {
    await using visit = await bed.open(namedPeople.admin, '/people')
    const { page } = visit
    const menu = page.getByRole('button', { name: 'Manage' })
    const link = page.getByRole('link', { name: 'Projects' })
    await menu.press('Enter')
    await link.focus()
    await page.keyboard.press('Escape')
    expect(await menu.evaluate((button) => button === document.activeElement)).toBe(true)
    await menu.press('Enter')
    await link.press('Enter')
    await link.waitFor({ state: 'hidden' })
    await page.getByRole('button', { name: 'Add a project' }).press('Enter')
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('Name').fill('Kawa: warehouse')
    await dialog.getByLabel('Code').fill('KAWA-8')
    await dialog.getByLabel('Client').fill('Kawa Robotics')
    await dialog.getByLabel('Employees').fill('95')
    await dialog.getByLabel('Budget in hours').fill('1:65')
    await page.keyboard.press('Enter')
    await dialog.getByText('must be an ISO 4217 currency').waitFor()
    await dialog.getByText('must be a finite number').waitFor()
    await dialog.getByLabel('Budget in hours').fill('80')
    await dialog.getByLabel('Currency').fill('eur')
    await expectReadable(page)
    await dialog.getByLabel('Currency').press('Enter')
    await page.getByText('Kawa: warehouse is saved.').waitFor()
    const row = page.getByRole('row').filter({ hasText: 'Kawa: warehouse' })
    await row.getByText('€95.00').waitFor()
    await row.getByText('0:00 of 80:00, 0%').waitFor()
    // Seven hours are logged on this project.
    const keeper = await bed.team.as(namedPeople.admin)
    await keeper.projects.put('ACME-42', { name: 'Acme: mobile app', budgetHours: 6.5 })
    await keeper.projects.put('INTERNAL', {
      name: 'Leading and planning',
      billable: false,
      budgetHours: 2.25,
    })
    await page.reload()
    const used = (name: string) => page.getByRole('row').filter({ hasText: name })
    await used('Acme: mobile app').getByText('7:00 of 6:30, 108%').waitFor()
    await used('Acme: mobile app').getByText('Over budget by 0:30').waitFor()
    await used('Leading and planning').getByText('2:00 of 2:15, 89%').waitFor()
    await used('Leading and planning').getByText('Nearly used up').waitFor()
    await row.getByRole('button').press('Enter')
    await dialog.getByRole('button', { name: 'Remove from the catalogue' }).click()
    await dialog.getByRole('button', { name: 'Remove it' }).click()
    await row.waitFor({ state: 'detached' })
    await expectReadable(page)
    expect(visit.problems).toEqual([])
  })
}
