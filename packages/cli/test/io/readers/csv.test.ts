import * as fc from 'fast-check'
import { csvHeader, csvLine } from 'timesheets-sdk/contract'
import type { Entry } from 'timesheets-sdk/model'
import { describe, expect, it, test } from 'vitest'
import { readCsv } from '../../../src/io/readers/csv.ts'
import { isFaulty } from '../../../src/io/readers/row.ts'
import { readingOf, rowsIn } from '../../support/text-source.ts'

const read = (content: string, options: Parameters<typeof readingOf>[1] = {}) =>
  rowsIn(readCsv(readingOf(content, options)))

const header = 'userId,date,project,hours,note,billable,externalId\n'

describe('readCsv', () => {
  it('reads an entry from each row, with its line', async () => {
    const rows = await read(`${header}auth0|maria,2026-11-12,ACME-42,7.5,design review,false,crm-881\n`)
    expect(rows).toMatchObject([
      {
        line: 2,
        entry: {
          userId: 'auth0|maria',
          date: '2026-11-12',
          project: 'ACME-42',
          hours: 7.5,
          note: 'design review',
          billable: false,
          externalId: 'crm-881',
        },
      },
    ])
  })

  it('takes columns in any order and case, and blanks around cells', async () => {
    const [row] = await read(' Hours ,PROJECT,date,userid\n 7:30 , ACME , 2026-11-12 , auth0|maria \n')
    expect(row).toMatchObject({
      entry: { userId: 'auth0|maria', date: '2026-11-12', project: 'ACME', hours: 7.5 },
    })
  })

  it.each(['7.5', '"7,5"', '7:30', '7h30', '450m'])('reads hours written %s', async (hours) => {
    const [row] = await read(`userId,date,project,hours\nmaria,2026-11-12,A,${hours}\n`)
    expect(row).toMatchObject({ entry: { hours: 7.5 } })
  })

  it.each([
    ['true', true],
    ['TRUE', true],
    ['yes', true],
    ['1', true],
    ['', undefined],
    ['false', false],
    ['No', false],
    ['0', false],
  ])('reads billable written %j', async (text, billable) => {
    const [row] = await read(`userId,date,project,hours,billable\nmaria,2026-11-12,A,1,${text}\n`)
    expect(row && 'entry' in row && row.entry.billable).toBe(billable)
  })

  it('leaves out rows of empty cells', async () => {
    const rows = await read(`userId,date,project,hours\n,,,\nmaria,2026-11-12,A,1\n,,,\n\n`)
    expect(rows).toMatchObject([{ line: 3 }])
  })

  it('has no rows where there is a header alone', async () => {
    expect(await read(header)).toEqual([])
  })

  it('lets a person leave out whose time it is, and a machine not', async () => {
    const content = 'date,project,hours\n2026-11-12,A,1\n'
    const [row] = await read(content, { ownUserId: 'auth0|maria' })
    expect(row).toMatchObject({ entry: { date: '2026-11-12' } })
    await expect(read(content)).rejects.toThrow('november.csv:1 has no column userId')
  })

  test.each([
    ['nothing', '', 'november.csv is empty: its first line names the columns, userId,date,project,hours'],
    [
      'no hours',
      'userId,date,project\n',
      'november.csv:1 has no column hours: the first line names the columns',
    ],
    ['a column twice', 'userId,date,project,hours,Date\n', 'november.csv:1 names the column date twice'],
    [
      'semicolons',
      'userId;date;project;hours\n',
      'november.csv separates its columns by semicolons: save it',
    ],
    ['tabs', 'userId\tdate\tproject\thours\n', 'november.csv separates its columns by tabs'],
    [
      'CR alone',
      'userId,date,project,hours\rmaria,2026-11-12,A,1\r',
      'november.csv ends its lines with CR alone',
    ],
    ['no header', 'maria,2026-11-12,A,1\n', 'november.csv:1 has no column userId, date, project, hours'],
  ])('refuses a file with %s', async (_, content, message) => {
    await expect(read(content)).rejects.toThrow(message)
  })

  it('warns once of columns that no entry has, and of ids', async () => {
    const reading = readingOf(
      'userId,date,project,hours,Cost \u001b[31mcentre,id,status\nmaria,2026-11-12,A,1,7,x,open\n',
    )
    const [row] = await rowsIn(readCsv(reading))
    expect(row).toMatchObject({ entry: { project: 'A' } })
    expect(reading.warnings).toEqual([
      'november.csv: no entry has Cost [31mcentre: what is in there is left out',
      'november.csv: the column id is left out: a row without externalId makes an entry of its own',
    ])
  })

  it('leaves out what a report adds, so that a mended report can be pushed', async () => {
    const reading = readingOf('userId,date,project,hours,line,code,reason\nmaria,2026-11-12,A,1,7,x,y\n')
    expect(await rowsIn(readCsv(reading))).toHaveLength(1)
    expect(reading.warnings).toEqual([])
  })

  test.each([
    [
      'hours that are none',
      'maria,2026-11-12,A,"7,x"',
      'invalid_format',
      '/hours',
      '"7,x" is not a number of hours',
    ],
    ['no hours', 'maria,2026-11-12,A,', 'missing_field', '/hours', 'hours is missing'],
    [
      'a date that does not exist',
      'maria,2026-02-30,A,1',
      'invalid_format',
      '/date',
      'date must be a date that exists',
    ],
    ['a date of another kind', 'maria,12/11/2026,A,1', 'invalid_format', '/date', 'as YYYY-MM-DD'],
    ['no project', 'maria,2026-11-12,,1', 'missing_field', '/project', 'project is missing'],
    [
      'a cell too many',
      'maria,2026-11-12,A,7,5',
      'malformed_row',
      '',
      '5 cells where the first line names 4 columns',
    ],
    [
      'a row that is cut off',
      'maria,2026-11',
      'malformed_row',
      '',
      '2 cells where the first line names 4 columns',
    ],
    [
      'a quote that is not closed',
      'maria,2026-11-12,"A,1',
      'malformed_row',
      '',
      'a quote is opened and not closed',
    ],
  ])('tells of a row with %s, and goes on', async (_, line, code, path, message) => {
    const rows = await read(`userId,date,project,hours\n${line}\nmaria,2026-11-13,A,1\n`)
    expect(rows).toMatchObject([
      {
        line: 2,
        violations: expect.arrayContaining([{ code, path, message: expect.stringContaining(message) }]),
      },
      { line: 3, entry: { date: '2026-11-13' } },
    ])
  })

  it('tells all that is wrong with a row', async () => {
    const [row] = await read(`${header}maria,12.11.2026,A,seven,,maybe,\n`)
    expect(row).toMatchObject({
      violations: expect.arrayContaining([
        expect.objectContaining({ path: '/hours' }),
        expect.objectContaining({ path: '/billable' }),
        expect.objectContaining({ path: '/date' }),
      ]),
      cells: { userId: 'maria', date: '12.11.2026', project: 'A', hours: 'seven', billable: 'maybe' },
    })
  })

  describe('without an external id', () => {
    const idsIn = async (content: string, options: Parameters<typeof readingOf>[1] = {}) =>
      (await read(content, options)).map((row) =>
        isFaulty(row) ? row.cells.externalId : row.entry.externalId,
      )
    const columns = 'userId,date,project,hours,note\n'

    it('derives the same one each time, and another for each row', async () => {
      const content = `${columns}maria,2026-11-12,A,1,\nmaria,2026-11-12,A,1,\njon,2026-11-12,A,1,\n`
      const ids = await idsIn(content)
      expect(new Set(ids).size).toBe(3)
      for (const id of ids) expect(id).toMatch(/^row:[\w-]{22}$/)
      expect(await idsIn(content)).toEqual(ids)
    })

    it('keeps it when hours are corrected, as an hour that was mistyped is no other row', async () => {
      const before = await idsIn(`${columns}maria,2026-11-12,A,1,x\nmaria,2026-11-12,A,2,x\n`)
      expect(await idsIn(`${columns}maria,2026-11-12,A,7:30,x\nmaria,2026-11-12,A,"7,x",x\n`)).toEqual(before)
    })

    it('takes another one for another person, date, project or note', async () => {
      const ids = await idsIn(
        `${columns}maria,2026-11-12,A,1,x\njon,2026-11-12,A,1,x\nmaria,2026-11-13,A,1,x\nmaria,2026-11-12,B,1,x\nmaria,2026-11-12,A,1,y\n`,
      )
      expect(new Set(ids).size).toBe(5)
    })

    it('is the same for a person who names themselves and one who does not', async () => {
      const named = await idsIn('userId,date,project,hours\nmaria,2026-11-12,A,1\n', { ownUserId: 'maria' })
      expect(await idsIn('date,project,hours\n2026-11-12,A,1\n', { ownUserId: 'maria' })).toEqual(named)
    })
  })

  it('reads back what the API exports, whatever is in it', async () => {
    const line = fc
      .string({ unit: 'grapheme', minLength: 1, maxLength: 20 })
      .map((text) => text.replace(/\p{Cc}/gu, '').trim())
      .filter((text) => text !== '')
    const dangerous = fc.constantFrom(
      '=1+1',
      "'=1",
      "''@x",
      '+1',
      '-1',
      '@a',
      "'",
      "'a",
      '"',
      'a"b',
      'a,b',
      ';',
    )
    const note = fc.oneof(
      dangerous,
      fc.string({
        unit: fc.constantFrom('a', '\n', '\r\n', '\t', '"', ',', "'", '=', ' ', 'ü', '😀'),
        minLength: 1,
      }),
    )
    const entry: fc.Arbitrary<Entry> = fc.record(
      {
        id: fc.uuid(),
        userId: fc.oneof(dangerous, line),
        date: fc
          .integer({ min: 0, max: 50_000 })
          .map((day) => new Date(day * 86_400_000).toISOString().slice(0, 10)),
        project: fc.oneof(dangerous, line),
        hours: fc
          .integer({ min: 1, max: 1_440 })
          .map((minutes) => Math.round((minutes / 60) * 10_000) / 10_000),
        note,
        billable: fc.boolean(),
        externalId: fc.oneof(dangerous, line),
        source: fc.constant('m2m-push'),
        status: fc.constant('open' as const),
        createdAt: fc.constant('2026-11-12T00:00:00.000Z'),
        updatedAt: fc.constant('2026-11-12T00:00:00.000Z'),
        version: fc.constant(1),
      },
      {
        requiredKeys: [
          'id',
          'userId',
          'date',
          'project',
          'hours',
          'billable',
          'externalId',
          'source',
          'status',
          'createdAt',
          'updatedAt',
          'version',
        ],
      },
    )
    await fc.assert(
      fc.asyncProperty(
        fc.array(entry, { maxLength: 5 }),
        fc.integer({ min: 1, max: 40 }),
        async (entries, chunkSize) => {
          const rows = await read(csvHeader + entries.map(csvLine).join(''), { chunkSize })
          expect(rows.map((row) => (isFaulty(row) ? row : row.entry))).toEqual(
            entries.map(({ userId, date, project, hours, note, billable, externalId }) => ({
              userId,
              date,
              project,
              hours,
              billable,
              externalId,
              ...(note === undefined ? {} : { note }),
            })),
          )
        },
      ),
    )
  })
})
