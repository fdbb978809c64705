import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { writeXlsx } from 'hucre/xlsx'
import { afterEach, beforeEach, describe, expect, it, test } from 'vitest'
import { type CheckOptions, checkCommand, checkFile } from '../../../src/commands/import/check.ts'
import { UsageError } from '../../../src/io/outcome/errors.ts'
import { useFakeApi } from '../../support/fake-api.ts'
import { optionsOf } from '../../support/parse-flags.ts'

test.each([
  [['a.csv'], { file: 'a.csv', rows: 5, json: false }],
  [['-', '--rows', '2', '--json', '--round', 'up'], { file: '-', rows: 2, json: true, round: 'up' }],
  [['a.csv', '--rows', 'all'], expect.stringContaining('It is a number of rows')],
  [['-', '--projects', '-'], '--projects names the file that is pushed'],
])('import check %j', async (args, expected) => {
  expect(await optionsOf(checkCommand, args)).toEqual(expected)
})

describe('import check', () => {
  const { api, context, requests } = useFakeApi()
  let folder = ''
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'timesheets-check-'))
  })
  afterEach(() => rm(folder, { recursive: true }))

  async function file(name: string, content: string): Promise<string> {
    await writeFile(join(folder, name), content)
    return join(folder, name)
  }

  async function checked(path: string, options: Partial<CheckOptions> = {}) {
    const env = { TIMESHEETS_CONFIG: join(folder, 'config.json') }
    const { io, connect } = context(undefined, { env })
    const exitCode = await checkFile({ file: path, rows: 5, json: false, ...options }, { io, connect })
    return { exitCode, out: io.stdout.text.replaceAll(`${folder}/`, ''), err: io.stderr.text }
  }

  const toggl = [
    'Description,Member,Project,Client,Tags,Start date,Start time,Stop date,Stop time,Duration',
    'Review,Mira Holm,ACME-42,ACME GmbH,-,2026-11-23,09:00:00,2026-11-23,10:07:30,1:07:30',
    'Nothing,Mira Holm,-,-,-,2026-11-24,09:00:00,2026-11-24,10:00:00,1:00:00',
    '',
  ].join('\n')

  it('reads a workbook below its title, and counts the rejected rows that it does not show', async () => {
    const rows = Array.from({ length: 23 }, () => ['Mira', 'someday', 'ACME-42', 1])
    const sheet = { name: 'A', rows: [['November'], [], ['userId', 'date', 'project', 'hours'], ...rows] }
    const path = join(folder, 'hours.xlsx')
    await writeFile(path, await writeXlsx({ sheets: [sheet] }))
    const { exitCode, out } = await checked(path)
    expect(exitCode).toBe(3)
    expect(out).toContain('hours.xlsx: 23 rows; Timesheets, Excel workbook')
    expect(out).toContain('hours.xlsx: the first line is above the names of the columns and left out')
    expect(out).toContain('\nhours.xlsx:4:date  ')
    expect(out).toContain('\n... and 3 more rejected rows\n')
  })

  it('names the option for another sheet, if the first one has other columns', async () => {
    const path = join(folder, 'hours.xlsx')
    const hours = {
      name: 'Hours',
      rows: [
        ['userId', 'date', 'project', 'hours'],
        ['a', '2026-11-23', 'A', 1],
      ],
    }
    await writeFile(path, await writeXlsx({ sheets: [{ name: 'Cover', rows: [['November']] }, hours] }))
    await expect(checked(path)).rejects.toThrow(
      /^\S+hours\.xlsx:1: there is no column date.* Only the first sheet was read: name another one with --sheet \(Cover, Hours\)\.$/,
    )
    expect((await checked(path, { sheet: 'Hours' })).exitCode).toBe(0)
  })

  it('shows the use of each column, the first rows, the rejected ones and the sums, and sends none of it', async () => {
    const { exitCode, out } = await checked(await file('toggl.csv', toggl), { round: 'up' })
    expect(exitCode).toBe(3)
    expect(out.split('\n')).toEqual([
      'toggl.csv: 2 rows, 23-24 November, 1 person; Toggl, utf-8, increments of 15 min',
      '',
      '  Description: the note',
      '  Member: the person',
      '  Project: the project',
      '  Client: part of the externalId; of the project with --project "{client} / {project}"',
      '  Tags: not used',
      '  Start date: the date',
      '  Start time: the start, part of the externalId',
      '  Stop date: the day of the end',
      '  Stop time: the end, for the hours',
      '  Duration: the hours',
      '',
      'LINE  PERSON     DATE        PROJECT  IN FILE  TO STORE  BILLABLE  NOTE',
      '   2  Mira Holm  2026-11-23  ACME-42  1:07:30      1:15            Review',
      '   3  Mira Holm                          1:00  rejected',
      '',
      'toggl.csv:3:Project  project is missing',
      '',
      'PERSON     ROWS  IN FILE  TO STORE  ROUNDING  REJECTED',
      'Mira Holm     2  2:07:30      1:15  +0:07:30      1:00',
      'total         2  2:07:30      1:15  +0:07:30      1:00',
      '2:07:30 h in the file, 1:15 h to store: +0:07:30 h by rounding, 1:00 h in 1 rejected row',
      '',
    ])
    expect(requests).toEqual(['GET /policy'])
    expect(api.entries).toEqual([])
  })

  it('rejects what the rules reject of every entry, and not what is closed', async () => {
    api.setPolicy({ lockedThrough: '2026-10-31' })
    const rows = ['a,2026-11-23,A,48', 'a,2126-11-23,A,1', 'a,2026-11-23,A,0:20', 'a,2026-10-30,A,1']
    const path = await file('own.csv', ['userId,date,project,hours', ...rows, ''].join('\n'))
    const { exitCode, out } = await checked(path)
    expect(exitCode).toBe(3)
    expect(out).toContain('own.csv: 4 rows')
    expect(out).toContain('increments of 15 min')
    expect(out.split('\n').filter((line) => line.startsWith('own.csv:') && !line.includes(': 4'))).toEqual([
      'own.csv:2:hours  48 hours: a day has 24',
      expect.stringMatching(/^own\.csv:3:date {2}2126-11-23 is more than 7 days ahead/),
      'own.csv:4:hours  0.3333 hours are 20 minutes, not a multiple of 15',
    ])
    expect(out).toContain('50:20 h in the file, 1:00 h to store: 49:20 h in 3 rejected rows')
  })

  it('works without settings, with increments of a minute', async () => {
    const { io } = context()
    const connect = async () => {
      throw new UsageError('TIMESHEETS_API_URL is not set')
    }
    const path = await file('toggl.csv', toggl)
    await checkFile({ file: path, rows: 1, json: false, round: 'down' }, { io, connect })
    expect(io.stdout.text).toContain('  1:07:30      1:07            Review')
    expect(io.stderr.text).toBe('Without settings of an API, increments are of 1 minute.\n')
  })

  it('remembers a mapping that fits, and prints one JSON object', async () => {
    const path = await file('any.csv', 'Day;Time;What\n24.11.2026;0:20;ACME\n')
    const map = 'date=Day,hours=Time,project=What'
    expect((await checked(path, { map, mapping: 'any', round: 'nearest' })).out).toContain(
      'Remembered as --mapping any',
    )
    const { exitCode, out } = await checked(path, { mapping: 'any', round: 'nearest', json: true })
    expect(exitCode).toBe(0)
    expect(JSON.parse(out)).toMatchObject({
      file: 'any.csv',
      format: 'table',
      delimiter: ';',
      rows: 1,
      columns: [
        { column: 'Day', fields: ['date'] },
        { column: 'Time', fields: ['duration'] },
        { column: 'What', fields: ['project'] },
      ],
      first: [{ line: 2, seconds: 1_200, entry: { date: '2026-11-24', hours: 0.25, project: 'ACME' } }],
      rejected: [],
      totals: { rows: 1, minutes: 15, roundingSeconds: -300 },
    })
  })

  it.each([
    ['03/04/2026', /any\.csv: 03\/04\/2026 .*, with --date-order dmy or --date-order mdy$/, {}],
    ['2026-11-24', /--format names a known format, and --map/, { format: 'toggl' }],
  ] as const)('rejects %s, where the way to read it is not clear', async (date, message, options) => {
    const path = await file('any.csv', `Day,Time,What\n${date},1,A\n`)
    const map = 'date=Day,hours=Time,project=What'
    await expect(checked(path, { map, ...options })).rejects.toThrow(message)
  })
})
