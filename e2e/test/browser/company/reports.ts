import { namedPeople } from 'dev-issuer'
import { expect, it } from 'vitest'
import { violations } from '../../../support/axe.ts'
import { CountedKeys, documentedKeys } from '../../../support/counted-keys.ts'
import { type CompanyTestBed, expectReadable, monday, sunday, tuesday, week } from './bed.ts'

export function itReports(bed: CompanyTestBed): void {
  const period = `from=${monday}&to=${sunday}`

  it('show a manager the hours of their people, and lead to the entries behind a figure by key', async () => {
    await using visit = await bed.open(bed.team.manager.email, `/reports?${period}&by=person`)
    const { page } = visit
    const row = (name: string) => page.getByRole('row').filter({ hasText: name })
    await row(bed.person(0).name).waitFor()
    expect(await row(bed.person(0).name).getByRole('cell').allTextContents()).toEqual([
      '8:00',
      '89%',
      '75%',
      '2',
    ])
    await page.getByRole('heading', { name: '9:00 in 3 entries' }).waitFor()
    await row(bed.person(0).name).getByRole('button').focus()
    await page.keyboard.press('Enter')
    const dialog = page.getByRole('dialog')
    await dialog.getByText('kick-off').waitFor()
    expect(await dialog.getByRole('row').count()).toBe(3)
    expect(await violations(page)).toEqual([])
    await page.keyboard.press('Escape')
    await expectReadable(page)

    // One of many is searched: by key, in a list that neither axe nor the layout faults.
    const chosen = page.getByRole('combobox', { name: 'Person' })
    await chosen.press('ArrowDown')
    await page.getByRole('option', { name: bed.person(0).name }).waitFor()
    await expectReadable(page)
    await chosen.fill(bed.person(0).name.slice(1).toUpperCase())
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: '8:00 in 2 entries' }).waitFor()
    await chosen.fill('nobody')
    await page.getByText('Nothing matches').waitFor()
    await page.keyboard.press('Escape')
    expect(await chosen.inputValue()).toBe(bed.person(0).name)
    await chosen.fill('')
    await page.keyboard.press('Tab')
    await page.getByRole('heading', { name: '9:00 in 3 entries' }).waitFor()

    await page.getByRole('combobox', { name: 'By', exact: true }).selectOption('client')
    await row('Acme Corporation').waitFor()
    expect(page.url()).toContain('by=client')
    await row('Acme Corporation').getByRole('button').click()
    await dialog.getByText('kick-off').waitFor()
    await page.keyboard.press('Escape')
    const downloaded = page.waitForEvent('download')
    await page.getByRole('button', { name: 'Export CSV' }).click()
    expect((await downloaded).suggestedFilename()).toBe(`hours_by_client_${monday}_${sunday}.csv`)

    await page.getByRole('button', { name: 'Save this report' }).click()
    await page.getByLabel('Name of the report').fill('Clients')
    expect(await violations(page)).toEqual([])
    await page.keyboard.press('Enter')
    await page.goto(`${bed.system.origin}/reports`)
    await page.getByRole('link', { name: 'Clients' }).click()
    await row('Acme Corporation').waitFor()

    await page.goto(`${bed.system.origin}/reports`)
    const keys = new CountedKeys(page)
    await keys.choose(page.getByRole('combobox', { name: 'Period' }), 'Last month')
    await keys.choose(page.getByRole('combobox', { name: 'By', exact: true }), 'Person')
    const sums = page.waitForEvent('download')
    await keys.click(page.getByRole('button', { name: 'Export CSV' }))
    expect((await sums).suggestedFilename()).toMatch(/^hours_by_person_/)
    expect(keys.count).toBe(await documentedKeys('Payroll: hours by person of last month, CSV'))
    expect(visit.problems).toEqual([])
  })

  it('show everyone their own time, and nobody else’s', async () => {
    await using visit = await bed.open(
      bed.person(1).email,
      `/reports?${period}&by=person&userId=${bed.person(0).userId}`,
    )
    const { page } = visit
    await page.getByRole('heading', { name: '1:00 in 1 entry' }).waitFor()
    expect(await page.getByLabel('Person').count()).toBe(0)
  })
}

export function itShowsTheTeam(bed: CompanyTestBed): void {
  it('shows a manager who logged what in a week, who is under their hours and who is away', async () => {
    const keeper = await bed.team.as(namedPeople.admin)
    await keeper.absences.put(bed.person(2).userId, monday, { to: tuesday, kind: 'vacation' })
    await using visit = await bed.open(bed.team.manager.email, `/team?week=${week}`)
    const { page } = visit
    const row = (name: string) => page.getByRole('row').filter({ hasText: name })
    await row(bed.person(0).name).waitFor()
    expect(await row(bed.person(0).name).getByRole('cell').allTextContents()).toEqual([
      '6:00',
      '2:00',
      ...Array(5).fill('no hours'),
      '8:00 of 40:00',
      '−32:00',
      'Open',
    ])
    expect(await row(bed.person(2).name).textContent()).toContain('VacationVacation')
    expect(await row(bed.person(2).name).textContent()).toContain('0:00 of 24:00')
    await page.getByRole('combobox', { name: 'Show' }).selectOption('Away in this week')
    await page.getByText('1 of 3 people').waitFor()
    await expectReadable(page)
    await row(bed.person(2).name).getByRole('link').press('Enter')
    await page.getByText('There are no hours for these filters.').waitFor()
    expect(visit.problems).toEqual([])
  })
}
