import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { namedPeople } from 'dev-issuer'
import { expect, it } from 'vitest'
import { runCliHere } from '../../support/cli-here.ts'
import { clientWith } from '../../support/client.ts'
import { reportOf } from '../../support/push-report.ts'
import { personToken } from '../../support/tokens.ts'
import type { ImportTestBed } from './bed.ts'

/** Files as people had them: see e2e/fixtures/imports. */
export function itReadsWhatWasSeen(bed: ImportTestBed): void {
  const { nextPerson, file, withToken, stored } = bed

  const folder = join(import.meta.dirname, '../../fixtures/imports')
  /** A person of this test whom the file calls Mira Holm. */
  async function mira() {
    const person = nextPerson()
    const people = `userId,email,name\n${person.userId},mira@abc.example,Mira Holm\n`
    return { person, peopleFile: await file(`${person.userId.replace(/\W/g, '-')}.csv`, people) }
  }
  const pushAs = async (name: string, peopleFile: string, ...flags: string[]) =>
    runCliHere(
      ['push', join(folder, name), '--people', peopleFile, '--no-report', '--json', ...flags],
      bed.system.asMachine(),
    )
  const lines = async (person: { readonly userId: string }) =>
    (await stored(person))
      .map(({ date, project, hours, note }) => `${date} ${project} ${hours} ${note}`)
      .toSorted()

  it.each([
    {
      what: "Toggl's hyphen for nothing means: without project, note and hours",
      name: 'a01-toggl-reports-member-dash.csv',
      flags: [],
      entries: [
        '2026-11-23 ACME-42 0.75 undefined',
        '2026-11-23 ACME-42 1 Sprint planning',
        '2026-11-24 ACME-43 0.5 Review "final"',
      ],
      rejections: [
        [3, 'missing_field'],
        [5, 'hours_not_positive'],
      ],
    },
    {
      what: "Toggl's minutes and seconds are read by their unit",
      name: 'a02-toggl-duration-min.csv',
      flags: ['--round', 'nearest'],
      entries: ['2026-11-23 ACME-42 0.25 Health checks', '2026-11-24 ACME-42 1 Upgrade'],
      rejections: [[4, 'hours_not_positive']],
    },
    {
      what: "Clockify's breaks, holidays and time off are not work",
      name: 'a05-clockify-types.csv',
      flags: [],
      entries: ['2026-11-23 ACME-42 3 Work'],
      rejections: [
        [3, 'not_work'],
        [4, 'not_work'],
        [5, 'not_work'],
      ],
    },
    {
      what: 'durations that a spreadsheet has changed are rejected, those that a report has rounded are not',
      name: 'toggl-contradictory-durations.csv',
      flags: ['--round', 'nearest'],
      entries: ['2026-11-25 ACME-42 0.25 Rounded up by the report'],
      rejections: [
        [2, 'contradictory_duration'],
        [3, 'contradictory_duration'],
        [4, 'contradictory_duration'],
      ],
    },
  ])('$what', async ({ name, flags, entries, rejections }) => {
    const { person, peopleFile: known } = await mira()
    const report = reportOf(await pushAs(name, known, ...flags), 3)
    expect(report.rejections.map(({ line, code }) => [line, code])).toEqual(rejections)
    expect(await lines(person)).toEqual(entries)
  })

  it("Toggl's hyphen is the empty client of an older export: the same entry, once", async () => {
    const person = nextPerson()
    const token = await personToken(bed.system.issuer.issuer, person.userId)
    const options = withToken(token)
    const pushed = async (path: string) =>
      reportOf(await runCliHere(['push', path, '--format', 'toggl', '--json', '--no-report'], options), 3)
    const hyphens = await readFile(join(folder, 'a01c-toggl-reports-no-duration-no-person.csv'), 'utf8')
    const named = hyphens.replace('"No","-","-"', '"No","ACME-43","-"')
    expect(await pushed(join(folder, 'a01c-toggl-reports-no-duration-no-person.csv'))).toMatchObject({
      created: 1,
      rejections: [
        { line: 3, code: 'missing_field' },
        { line: 4, code: 'missing_field' },
      ],
    })
    expect(await pushed(await file('hyphens.csv', named))).toMatchObject({ created: 1, unchanged: 1 })
    expect(await pushed(await file('older.csv', named.replaceAll('"-"', '""')))).toMatchObject({
      created: 0,
      unchanged: 2,
    })
    expect((await stored(person)).map(({ hours }) => hours).toSorted()).toEqual([0.5, 2])
  })

  it.each([[[]], [['--format', 'clockify']]])(
    'a header in Spanish is rejected with the way to export it in English, with %j',
    async (flags) => {
      const ending = await pushAs('a03-clockify-header-es-approximate.csv', bed.peopleFile, ...flags)
      expect(ending.code).toBe(2)
      expect(ending.stderr).toContain("set the language of the tool's profile to English and export it again")
    },
  )

  it('Harvest sorted the other way changes nothing in an approved week', async () => {
    const { person, peopleFile: known } = await mira()
    expect(reportOf(await pushAs('a06a-harvest-newest-last.csv', known))).toMatchObject({ created: 3 })
    const { issuer } = bed.system.issuer
    const owner = clientWith(bed.system.api.url, await personToken(issuer, person.userId))
    await owner.weeks.submit('2026-W48')
    const approver = clientWith(bed.system.api.url, await personToken(issuer, namedPeople.managers[0]))
    await approver.weeks.approve(person.userId, '2026-W48')
    // The totals are those of the API; nothing is surplus.
    const range = ['--sync', '--from', '2026-11-23', '--to', '2026-11-29', '--max-deletions', '100%']
    expect(
      reportOf(await pushAs('a06b-harvest-newest-first.csv', known, '--totals', ...range)),
    ).toMatchObject({
      totals: { rows: 3, minutes: 225 },
      stored: expect.arrayContaining([
        { person: person.userId, expectedMinutes: 225, entries: 3, minutes: 225 },
      ]),
    })
    expect(reportOf(await pushAs('a06b-harvest-newest-first.csv', known))).toMatchObject({
      created: 0,
      unchanged: 3,
      rejected: 0,
    })
  })
}
