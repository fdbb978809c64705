import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { namedPeople } from 'dev-issuer'
import { expect, it } from 'vitest'
import { runCli } from '../../support/cli.ts'
import { runCliHere } from '../../support/cli-here.ts'
import { clientWith } from '../../support/client.ts'
import { reportOf } from '../../support/push-report.ts'
import { machineToken, personToken } from '../../support/tokens.ts'
import type { ImportTestBed } from './bed.ts'

/** An export of the API is pushed back, and a closed month stays as it is. */
export function itComesBack(bed: ImportTestBed): void {
  const { nextPerson, file, withToken, hoursOf } = bed

  it('what was exported, corrected in one row and pushed back changes that one', async () => {
    const person = nextPerson()
    const token = await personToken(bed.system.issuer.issuer, person.userId)
    const options = withToken(token)
    const mine = await file('own.csv', 'date,project,hours\n2024-03-04,ACME-42,7.5\n2024-03-05,ACME-42,8\n')
    expect((await runCliHere(['push', mine], options)).code).toBe(0)
    for (const [format, from, to] of [
      ['csv', ',7.5,', ',6.5,'],
      ['ndjson', '"hours":6.5', '"hours":5.5'],
    ] as const) {
      const path = join(bed.system.folder, `exported.${format}`)
      const range = ['--from', '2024-03-01', '--to', '2024-03-31']
      expect((await runCli(['export', ...range, '--format', format, '--output', path], options)).code).toBe(0)
      await writeFile(path, (await readFile(path, 'utf8')).replace(from, to))
      const tried = reportOf(await runCliHere(['push', path, '--dry-run', '--json'], options))
      expect(tried).toMatchObject({ created: 0, updated: 1, unchanged: 1 })
      // By another client than the one that made them.
      const pushed =
        format === 'csv'
          ? await runCliHere(['push', path, '--json'], bed.system.asMachine())
          : await runCliHere(['push', path, '--json'], options)
      expect(reportOf(pushed)).toMatchObject({ created: 0, updated: 1, unchanged: 1 })
    }
    expect(await hoursOf(person)).toEqual(['2024-03-04 5.5', '2024-03-05 8'])
  })

  it('rows of one externalId are rejected, both of them, where a file of any kind has them', async () => {
    const person = nextPerson()
    const rows = Array.from({ length: 20 }, (_, day) => ({
      userId: person.userId,
      date: `2024-03-${day + 10}`,
      project: 'ACME-42',
      hours: 2,
      externalId: day < 18 ? 'crm' : `crm-${day}`,
    }))
    const csv = ['userId,date,project,hours,externalId', ...rows.map((row) => Object.values(row).join(','))]
    const ndjson = rows.map((row) => JSON.stringify(row))
    const files = [await file('twice.csv', csv.join('\n')), await file('twice.ndjson', ndjson.join('\n'))]
    for (const path of files) {
      const ending = await runCliHere(['push', path, '--json', '--no-report'], bed.system.asMachine())
      const { rejected, rejections } = reportOf(ending, 3)
      expect(rejected).toBe(18)
      const [first] = rejections
      expect(first?.message).toMatch(/^line \d+ has the same externalId/)
    }
    expect(await hoursOf(person)).toEqual(['2024-03-28 2', '2024-03-29 2'])
  })

  it('any table is pushed by a remembered mapping, synchronized, and taken back by undo', async () => {
    const person = nextPerson()
    const table = (...rows: string[]) =>
      ['Hours of June', '', 'Who;Day;Time;Job', ...rows.map((row) => `${person.name};${row}`), ''].join('\n')
    const whole = table('12.06.2023;1,5;ACME-42', '13.06.2023;7:30;ACME-42', '14.06.2023;2;ACME-43')
    const path = await file('board.csv', `${whole}Total;;11;\n`)
    const columns = 'userId=Who,date=Day,hours=Time,project=Job'
    const first = await bed.push(path, '--map', columns, '--mapping', 'board', '--json', '--no-report')
    expect(reportOf(first, 3)).toMatchObject({ created: 3, rejections: [{ line: 7, code: 'not_work' }] })
    const before = ['2023-06-12 1.5', '2023-06-13 7.5', '2023-06-14 2']
    expect(await hoursOf(person)).toEqual(before)

    const range = ['--sync', '--from', '2023-06-01', '--to', '2023-06-30', '--max-deletions']
    await file('board.csv', table('12.06.2023;4;ACME-42', '13.06.2023;7:30;ACME-42'))
    const refused = await bed.push(path, '--mapping', 'board', ...range, '10%')
    expect(refused.code).toBe(2)
    expect(refused.stderr).toContain('1 of 3 entries of m2m-push from 2023-06-01 to 2023-06-30')
    expect(await hoursOf(person)).toEqual(before)
    const synced = await bed.push(path, '--mapping', 'board', ...range, '50%', '--json')
    expect(reportOf(synced)).toMatchObject({ updated: 1, unchanged: 1, deleted: 1, notDeleted: [] })
    expect(await hoursOf(person)).toEqual(['2023-06-12 4', '2023-06-13 7.5'])

    const undone = await runCli(['undo'], bed.system.asMachine())
    expect(undone.stdout).toMatch(/^Changed back {2}1 entry of: .*\nRestored {2}1 entry of: /)
    expect(await hoursOf(person)).toEqual(before)
    await file('board.csv', whole)
    expect(reportOf(await bed.push(path, '--mapping', 'board', '--json'))).toMatchObject({ unchanged: 3 })
  })

  it('an exported workbook is pushed back, and changes nothing', async () => {
    const person = nextPerson()
    const rows = ['userId,date,project,hours,externalId']
    for (const day of [4, 5]) rows.push(`${person.userId},2024-03-0${day},ACME-42,7.5,sync-${day}`)
    const whole = await file('whole.csv', rows.join('\n'))
    const range = ['--from', '2024-03-01', '--to', '2024-03-31']
    expect((await runCliHere(['push', whole], bed.system.asMachine())).code).toBe(0)
    const workbook = join(bed.system.folder, 'exported.xlsx')
    const own = ['export', '--user', person.userId, ...range, '--format', 'xlsx', '--output', workbook]
    expect((await runCliHere(own, bed.system.asMachine())).code).toBe(0)
    const again = reportOf(await runCliHere(['push', workbook, '--json'], bed.system.asMachine()))
    expect(again).toMatchObject({ created: 0, updated: 0, unchanged: 2, rejected: 0 })
  })

  it('a month of pushed hours is closed, and its file is the same for payroll afterwards', async () => {
    const person = nextPerson()
    const rows = `userId,date,project,hours\n${person.userId},2023-03-15,ACME-42,7.5\n`
    expect((await runCliHere(['push', await file('march.csv', rows)], bed.system.asMachine())).code).toBe(0)
    const { issuer } = bed.system.issuer
    const payroll = withToken(await personToken(issuer, namedPeople.payroll))
    const refused = await runCliHere(['periods', 'close', '2023-03'], payroll)
    expect(refused.code).toBe(3)
    expect(refused.stderr).toContain(`${person.userId}`)
    expect(refused.stderr).toContain('not submitted: remind the person')

    const member = clientWith(bed.system.api.url, await personToken(issuer, person.userId))
    await member.weeks.submit('2023-W11')
    const approved = await runCli(['weeks', 'approve', '2023-W11', person.userId], payroll)
    expect(approved.code).toBe(0)
    const first = join(bed.system.folder, 'closed.csv')
    const closed = await runCli(['periods', 'close', '2023-03', '--output', first], payroll)
    expect(closed.stderr).toBe('')
    expect(closed.stdout).toMatch(/^Closed 2023-03 {2}version 1.*1 people, 1 lines, 7:30 hours/)

    const machine = withToken(await machineToken(issuer, 'm2m-payroll'))
    const second = join(bed.system.folder, 'again.csv')
    expect((await runCli(['periods', 'export', '2023-03', '--output', second], machine)).code).toBe(0)
    expect(await readFile(second, 'utf8')).toBe(await readFile(first, 'utf8'))
    expect((await runCliHere(['periods', 'close', '2023-04'], machine)).code).toBe(4)
    const other = withToken(await machineToken(issuer))
    expect((await runCliHere(['periods', 'export', '2023-03'], other)).code).toBe(4)
    const reopened = await runCli(['periods', 'reopen', '2023-03', '--reason', 'a try'], payroll)
    expect(reopened.code).toBe(0)
  })
}
