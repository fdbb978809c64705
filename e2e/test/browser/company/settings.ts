import { namedPeople } from 'dev-issuer'
import { expect, it } from 'vitest'
import { type CompanyTestBed, expectReadable } from './bed.ts'

export function itHasSettings(bed: CompanyTestBed): void {
  it('change the policy, with the effect shown before, and the reason for a value that cannot be', async () => {
    await using visit = await bed.open(namedPeople.admin, '/settings')
    const { page } = visit
    // A label of two lines beside one of one line.
    const topOf = async (label: string) => (await page.getByLabel(label).boundingBox())?.y
    expect(await topOf('Most hours on a day')).toBe(await topOf('Entries are multiples'))
    await page.getByLabel('Most hours on a day').fill('25')
    await page.getByLabel('Days that can be logged ahead').fill('10')
    await page.getByText('must be at most 24').waitFor()
    await page.getByLabel('Most hours on a day').fill('16')
    await page.getByText('Most hours on a day: 24:00 → 16:00').waitFor()
    await expectReadable(page)
    await page.getByLabel('Most hours on a day').press('Enter')
    await page.getByText('The policy is saved.').waitFor()
    const keeper = await bed.team.as(namedPeople.admin)
    expect(await keeper.policy.get()).toMatchObject({ maxHoursPerDay: 16, maxDaysAhead: 10 })

    await page.getByRole('link', { name: 'Audit log' }).press('Enter')
    const newest = page.getByRole('row').nth(1)
    await newest.getByText('Policy changed').waitFor()
    await newest.getByText('You', { exact: true }).waitFor()
    await newest.getByText('Most hours on a day: 24:00 → 16:00').waitFor()
    await expectReadable(page)
    await keeper.projects.put('GONE-1', { name: 'Gone' })
    await keeper.projects.delete('GONE-1')
    await page.getByRole('combobox', { name: 'Kind' }).selectOption('Projects')
    await newest.getByText('Project removed').waitFor()
    await page.getByLabel('To, inclusive').fill('2026-01-01')
    await page.getByText('No changes match.').waitFor()
    expect(visit.problems).toEqual([])
  })

  it('keep what was typed when somebody else changes the policy, and let a person choose', async () => {
    const keeper = await bed.team.as(namedPeople.admin)
    await using visit = await bed.open(namedPeople.admin, '/settings')
    const { page } = visit
    await page.getByLabel('Most hours on a day').fill('14')
    await keeper.policy.update({ maxHoursPerDay: 13, weeklyWarningHours: 55 })
    await page.getByLabel('Most hours on a day').press('Enter')
    const conflict = page.getByRole('alert').filter({ hasText: 'Somebody else has changed the policy' })
    await conflict.getByText('Most hours on a day: yours 14:00, theirs 13:00').waitFor()
    await expectReadable(page)
    await conflict.getByRole('button', { name: 'Keep mine' }).press('Enter')
    await page.getByText('The policy is saved.').waitFor()
    expect(await keeper.policy.get()).toMatchObject({ maxHoursPerDay: 14, weeklyWarningHours: 55 })

    const dialog = page.getByRole('dialog')
    await page.getByRole('button', { name: 'Add a calendar' }).press('Enter')
    await dialog.getByLabel('Name').fill('DE-BE')
    await dialog.getByLabel('Holidays').fill('2099-12-24 Heiligabend, halb\nWeihnachten')
    await page.keyboard.press('Tab')
    await dialog.getByText('Line 2 has no date and name').waitFor()
    await dialog.getByLabel('Holidays').fill('2099-12-24 Heiligabend, halb\n2099-12-25;Weihnachten')
    const choose = (name: string, lines: readonly string[]) =>
      dialog.getByLabel('Fill from a calendar file').setInputFiles({
        name,
        mimeType: 'text/calendar',
        buffer: Buffer.from(lines.join('\r\n')),
      })
    await choose('holidays.csv', ['date,name'])
    await dialog.getByText('This is not a calendar file.').waitFor()
    await choose('berlin.ics', [
      'BEGIN:VCALENDAR',
      'BEGIN:VEVENT',
      'UID:1',
      'DTSTART;VALUE=DATE:20200101',
      'RRULE:FREQ=YEARLY',
      'SUMMARY:Neujahr',
      'END:VEVENT',
      'BEGIN:VEVENT',
      'UID:2',
      'DTSTART:20261231T180000Z',
      'SUMMARY:Feier',
      'END:VEVENT',
      'END:VCALENDAR',
    ])
    await dialog.getByText('The file changes the list: 3 new, 0 renamed, 0 removed').waitFor()
    await dialog.getByText('1 event has a time of day').waitFor()
    await dialog.getByText('1 recurring event was read').waitFor()
    expect(await dialog.getByLabel('Holidays').inputValue()).toMatch(
      /^\d{4}-01-01 Neujahr\n.*\n.*\n2099-12-24 Heiligabend, half\n/,
    )
    await expectReadable(page)
    await dialog.getByRole('button', { name: 'Save' }).press('Enter')
    await page.getByText('5 days').waitFor()
    await page.getByRole('button', { name: 'Add a source' }).press('Enter')
    await dialog.getByLabel('Name of the source').fill('erp')
    await dialog.getByLabel('Clients').fill('m2m-push, m2m-office')
    await keeper.policy.update({ sources: [{ name: 'hr', clients: [], externalIds: 'overall' }] })
    await page.keyboard.press('Enter')
    await dialog.getByRole('button', { name: 'Keep mine' }).press('Enter')
    await page.getByText('m2m-push · m2m-office · are unique overall').waitFor()
    const year = new Date().getUTCFullYear()
    const days = [
      ...[year, year + 1, year + 2].map((one) => ({ date: `${one}-01-01`, name: 'Neujahr' })),
      { date: '2099-12-24', name: 'Heiligabend', half: true },
      { date: '2099-12-25', name: 'Weihnachten' },
    ]
    expect(await keeper.policy.get()).toMatchObject({
      holidayCalendars: [{ name: 'DE-BE', days }],
      sources: [{ name: 'hr' }, { name: 'erp', clients: ['m2m-push', 'm2m-office'] }],
    })
    await page.getByRole('button', { name: 'Edit DE-BE' }).press('Enter')
    await dialog.getByRole('button', { name: 'Remove' }).press('Enter')
    await dialog.getByRole('button', { name: 'Remove it' }).press('Enter')
    await page.getByRole('button', { name: 'Edit DE-BE' }).waitFor({ state: 'detached' })
    // The browser reports each 412.
    expect(visit.problems.filter((problem) => !problem.includes('412'))).toEqual([])
  })
}
