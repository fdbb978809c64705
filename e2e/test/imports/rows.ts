import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { clockify, toggl } from '../../../packages/timesheets-sdk/test/import/support/exports.ts'
import { runCli } from '../../support/cli.ts'
import { runCliHere } from '../../support/cli-here.ts'
import type { ImportTestBed } from './bed.ts'

/** Dates and durations that need a decision, and rows that are rejected. */
export function itJudgesRows(bed: ImportTestBed): void {
  const { nextPerson, file, push, stored, hoursOf } = bed

  it('whose dates can be read in two ways is refused, until somebody says how', async () => {
    const person = nextPerson()
    const date = { 'Start Date': '03/04/2024', 'End Date': '03/04/2024' }
    const path = await file('dates.csv', clockify({ ...date, User: person.name, Email: person.email }))
    const refused = await push(path)
    expect(refused.code).toBe(2)
    expect(refused.stderr).toContain('--date-order dmy or --date-order mdy')
    expect(await stored(person)).toEqual([])

    expect((await push(path, '--date-order', 'dmy')).code).toBe(0)
    expect(await hoursOf(person)).toEqual(['2024-04-03 1.5'])
  })

  it('has durations that do not fit rejected with what rounding gives, or rounded as it is said', async () => {
    const person = nextPerson()
    const row = { User: person.name, Email: person.email, 'Start date': '2024-03-04', Duration: '01:07:30' }
    const path = await file('seconds.csv', toggl(row))
    const refused = await push(path, '--no-report')
    expect(refused.code).toBe(3)
    expect(refused.stdout).toContain('seconds.csv:2:Duration')
    expect(refused.stdout).toContain('nearest 1:15, up 1:15, down 1:00')
    expect((await push(path, '--round', 'nearest')).stdout).toContain('1 created')
    expect(await hoursOf(person)).toEqual(['2024-03-04 1.25'])
    expect((await push(path, '--round', 'down')).stdout).toContain('1 updated')
    expect(await hoursOf(person)).toEqual(['2024-03-04 1'])
  })

  it('has its rejected rows in a report, in its own columns, which is fixed and pushed', async () => {
    const person = nextPerson()
    const row = {
      User: person.name,
      Email: person.email,
      'Start date': '2024-03-04',
      Description: 'say "yes", twice',
    }
    const content = toggl(
      row,
      // The same to all that names an entry: what tells them apart is their place.
      { ...row, Duration: '30:15:00' },
      { ...row, Duration: '00:00:00', 'End time': '' },
      { ...row, 'Start time': '14:00:00', Billable: 'Maybe' },
    )
    const path = await file('mixed.csv', content)
    const { code, stdout } = await push(path, '--round', 'up')
    expect(code).toBe(3)
    expect(stdout).toContain('1 created, 3 rejected')
    expect(stdout).toContain(`fix, then push that file with --people ${bed.peopleFile} --round up`)

    const reportPath = join(bed.system.folder, 'mixed.rejected.csv')
    const report = await readFile(reportPath, 'utf8')
    const [header, ...rows] = report.trimEnd().split('\r\n')
    expect(header).toBe(`${content.split('\n', 1)[0]},externalId,line,column,code,reason`)
    expect(rows).toHaveLength(3)
    expect(rows.find((text) => text.includes('30:15:00'))).toMatch(
      /,toggl:[^,]*:2,3,Duration,hours_over_day,/,
    )
    expect(rows.find((text) => text.includes('00:00:00'))).toMatch(
      /,toggl:[^,]*:3,4,Duration,hours_not_positive,/,
    )
    expect(rows.find((text) => text.includes('14:00:00'))).toMatch(/,5,Billable,invalid_format,/)

    const fixRows = (text: string) =>
      text.replace('30:15:00', '03:15:00').replace('00:00:00', '00:15:00').replace('Maybe', 'No')
    await writeFile(reportPath, fixRows(report))
    expect((await push(reportPath)).stdout).toContain('3 created')
    expect(await hoursOf(person)).toEqual([
      '2024-03-04 0.25',
      '2024-03-04 1.5',
      '2024-03-04 1.5',
      '2024-03-04 3.25',
    ])
    // Each row has the name that it has in the export, so this one says nothing new.
    await writeFile(path, fixRows(content))
    expect((await push(path)).stdout).toContain('4 unchanged')
  })

  it('comes through a pipe too, and leaves nothing behind', async () => {
    const person = nextPerson()
    const input = toggl({ User: person.name, Email: person.email, 'Start date': '2024-03-04' })
    const { cwd, env } = bed.system.asMachine()
    const temporary = join(bed.system.folder, 'temporary')
    await mkdir(temporary)
    const ending = await runCli(['push', '-', '--people', bed.peopleFile], {
      cwd,
      env: { ...env, TMPDIR: temporary },
      input,
    })
    expect(ending.stdout).toContain('1 created')
    expect(ending.code).toBe(0)
    expect(await hoursOf(person)).toEqual(['2024-03-04 1.5'])
    expect(await readdir(temporary)).toEqual([])
  })

  it('is judged in a dry run, and not stored', async () => {
    const person = nextPerson()
    const row = { User: person.name, Email: person.email, 'Start date': '2024-03-04' }
    const path = await file('dry.csv', toggl(row, { ...row, Duration: '30:15:00' }))
    const { code, stdout } = await push(path, '--dry-run')
    expect(code).toBe(3)
    expect(stdout).toMatch(/dry\.csv:2 .* would be created\n/)
    expect(stdout).toMatch(/dry\.csv:3:Duration .* would be rejected: /)
    expect(await stored(person)).toEqual([])
  })

  it('that is none is refused with what it has and what there is', async () => {
    const path = await file('invoices.csv', 'Number,Customer,Amount\n1,ACME,7\n')
    const { code, stderr } = await push(path)
    expect(code).toBe(2)
    expect(stderr).toContain('invoices.csv:1: there is no column date, project, hours')
    const plain = await runCliHere(['push', path], bed.system.asMachine())
    expect(plain.code).toBe(2)
    expect(plain.stderr).toMatch(
      /at least date,project,hours or .* Toggl, Clockify, Harvest.*Number, Customer, Amount/,
    )
    const forced = await push(path, '--format', 'harvest')
    expect(forced.code).toBe(2)
    expect(forced.stderr).toContain(
      'invoices.csv:1: there is no column Date, Hours, Project: an export of Harvest',
    )
  })
}
