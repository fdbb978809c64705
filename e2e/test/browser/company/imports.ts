import { namedPeople } from 'dev-issuer'
import { expect, it } from 'vitest'
import { type CompanyTestBed, expectReadable, today } from './bed.ts'

export function itImports(bed: CompanyTestBed): void {
  it('show what a CSV file of people would change, store it on request, and keep what it does not name', async () => {
    await using visit = await bed.open(namedPeople.admin, '/people')
    const { page } = visit
    const changes: string[] = []
    page.on('request', (request) => {
      if (request.method() === 'PUT') changes.push(new URL(request.url()).pathname)
    })
    await page.getByRole('link', { name: 'Import CSV' }).press('Enter')
    await page.getByRole('heading', { name: 'Import people' }).waitFor()
    const { userId, name } = bed.person(2)
    const lines = [
      'userId;name;type;expectedHoursPerWeek;activeFrom;Team',
      `${userId};${name};employee;30,5;2026-01-01;blue`,
    ]
    const text = page.getByLabel('Or paste the rows')
    await text.fill(lines.join('\n'))
    await page.getByRole('button', { name: 'Show what would change' }).press('Enter')
    await page.getByText('There is no column kind (kind: employee or contractor).').waitFor()
    await expectReadable(page)

    lines[0] = lines[0]?.replace('type', 'kind') ?? ''
    const more = ['auth0|zoe;Zoë Lang;contractor;16;2026-01-01;', 'auth0|x;X;worker;16;2026-01-01;']
    await page.getByLabel('CSV file').setInputFiles({
      name: 'people.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from([...lines, ...more].join('\r\n'), 'latin1'),
    })
    await page.getByRole('alert').getByText('Line 3: the line is not UTF-8').waitFor()
    await page.getByRole('combobox', { name: 'Encoding' }).selectOption('windows-1252')
    await page.getByText('1 new, 1 changed, 1 rejected. Nothing is stored yet.').waitFor()
    const row = (words: string) => page.getByRole('row').filter({ hasText: words })
    await row('Team').getByText('Ignored').waitFor()
    await row(name).getByText('expectedHoursPerWeek: 40 → 30.5').waitFor()
    await row('Zoë Lang').getByText('New').waitFor()
    expect(await row('auth0|x').getByRole('cell').allTextContents()).toEqual([
      '4',
      'Rejected',
      'kind: must be one of employee, contractor',
    ])
    await expectReadable(page)
    expect(changes).toEqual([])

    await page.getByRole('button', { name: 'Store 2 rows' }).press('Enter')
    await page.getByText('2 stored.').waitFor()
    await row('Zoë Lang').getByText('Stored').waitFor()
    expect(changes).toHaveLength(2)
    const keeper = await bed.team.as(namedPeople.admin)
    expect(await keeper.people.get(userId)).toMatchObject({
      expectedHoursPerWeek: 30.5,
      managerId: bed.team.manager.userId,
    })
    expect(await keeper.people.get('auth0|zoe')).toMatchObject({ name: 'Zoë Lang', kind: 'contractor' })
    expect(visit.problems).toEqual([])
  })

  it('show what a CSV file of projects would change, in German', async () => {
    await using visit = await bed.open(namedPeople.admin, '/projects/import', 'de-DE')
    const { page } = visit
    await page.getByLabel('Oder Zeilen einfügen').fill('code\tname\nACME-42\tAcme: app\nACME-42\tAcme: app')
    await page.getByRole('button', { name: 'Änderungen anzeigen' }).press('Enter')
    await page.getByText('1 geändert, 1 abgelehnt. Noch ist nichts gespeichert.').waitFor()
    await page.getByText('name: Acme: mobile app → Acme: app').waitFor()
    await page.getByText('steht schon in einer früheren Zeile').waitFor()
    await expectReadable(page)
    const downloaded = page.waitForEvent('download')
    await page.getByRole('button', { name: 'Katalog als CSV herunterladen' }).press('Enter')
    expect((await downloaded).suggestedFilename()).toBe(`projects_${today}.csv`)
    expect(visit.problems).toEqual([])
  })
}
