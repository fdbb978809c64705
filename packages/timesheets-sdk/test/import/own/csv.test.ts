import * as fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { csvHeader, csvLine } from '../../../src/contract/csv.ts'
import { columnsNotRead, isRejected, ownTimeOf, surveyImport } from '../../../src/import/index.ts'
import { type Entry, projectCode, userId } from '../../../src/model/entry.ts'
import { chunks, utf16 } from '../support/bytes.ts'
import { ownNames, ownRows as read } from '../support/own.ts'

const header = 'userId,date,project,hours,note,billable,externalId\n'

describe('our own CSV', () => {
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

  it.each([
    '7.5',
    '7,5',
    '7:30',
    '7h30',
    '450m',
    '7:30:00',
    '７：３０',
    '07:30:00.000',
    'PT7H30M',
    '7,5 Std.',
  ])('reads hours written %s', async (hours) => {
    const [row] = await read(`userId,date,project,hours\nmaria,2026-11-12,A,"${hours}"\n`)
    expect(row).toMatchObject({ entry: { hours: 7.5 } })
  })

  it('takes midnight in UTC for the day that a program wrote with it', async () => {
    const [row] = await read('userId,date,project,hours\nmaria,2026-11-12T00:00:00.000Z,A,1\n')
    expect(row).toMatchObject({ entry: { date: '2026-11-12' } })
  })

  it('rejects hours that are fractions of a day', async () => {
    const rows = await read(
      'userId,date,project,hours\nm,2026-11-12,A,0.3125\nm,2026-11-13,A,0.25\nm,2026-11-14,A,7.5\n',
    )
    const rejected = { violations: [{ code: 'contradictory_duration', column: 'hours' }] }
    expect(rows).toMatchObject([rejected, rejected, { entry: { hours: 7.5 } }])
  })

  it('reads texts that are written as formulas, so that a spreadsheet keeps them', async () => {
    const [row] = await read(`${header}="007",="12 Nov 2026","=""A """"B""""""",1,"=""n""",,="0001"\n`)
    expect(row).toMatchObject({
      entry: { userId: '007', date: '2026-11-12', project: 'A "B"', note: 'n', externalId: '0001' },
    })
    const [formula] = await read(`${header}a,2026-11-12,'="x",1,=1+1,,\n`)
    expect(formula).toMatchObject({ entry: { project: '="x"', note: '=1+1' } })
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

  it('has empty cells that a spreadsheet omitted at the end of a row', async () => {
    const rows = await read(
      `${header}maria,2026-11-12,A,1\nmaria,2026-11-12,A,2,a note\nmaria,2026-11-12,A,\n`,
    )
    expect(rows).toMatchObject([
      { line: 2, entry: { hours: 1 } },
      { line: 3, violations: [{ code: 'malformed_row' }] },
      { line: 4, violations: [{ code: 'malformed_row' }] },
    ])
  })

  it('gives a row its name in every spelling of its project and note', async () => {
    const of = (project: string, note: string) => `maria,2026-11-12,${project},1,${note},,\n`
    const rows = await read(
      `${header}${of('Caf\u00e9 4', 'caf\u00e9')}${of('Cafe\u0301\u00a0\u00a04', 'cafe\u0301')}`,
    )
    const [first, second] = rows.map((row) => (isRejected(row) ? undefined : row.entry))
    expect(second?.project).toBe(first?.project)
    // The same, so the second one has a number.
    expect((await read(`${header}${of('Cafe\u0301 4', 'cafe\u0301')}`))[0]).toMatchObject({
      entry: { project: 'Caf\u00e9 4', externalId: first?.externalId },
    })
    expect(second?.externalId).not.toBe(first?.externalId)
  })

  it('has a total that is not an entry, and a client of that name whose date is missing', async () => {
    const rows = await read(`${header}maria,2026-11-12,A,1,,,\nTotal,,,1,,,\nmaria,,Total Energies,1,,,\n`)
    expect(rows).toMatchObject([{ line: 2 }, { line: 3, violations: [{ code: 'not_work' }] }, {}])
    expect(rows[2]).toMatchObject({ violations: [{ code: 'missing_field', path: '/date' }] })
  })

  it.each([
    'Ergebnis',
    'Gesamtergebnis',
    'Totalsumma',
    'I alt',
    'Celkem',
    'Toplam',
    'Итого',
    '合計',
    '总计',
    'Σ',
  ])('has no entry in a sum that a spreadsheet writes as %s', async (word) => {
    const rows = await read(`${header}maria,2026-11-12,A,1,,,\n${word},,,1,,,\n`)
    expect(rows[1]).toMatchObject({ violations: [{ code: 'not_work' }] })
  })

  it('has sums of other kinds, and a row of hours that lacks date and project', async () => {
    const rows = await read(
      `${header}maria,2026-11-12,A,1,,,\n,,,1,,,\nmaria,,,1,,,\nTotal for maria,,,1,,,\n`,
    )
    expect(rows).toMatchObject([
      { line: 2 },
      { line: 3, violations: [{ code: 'not_work' }] },
      { violations: [{ code: 'missing_field', path: '/date' }, { path: '/project' }] },
      { line: 5, violations: [{ code: 'not_work' }] },
    ])
    expect(rows[1]).not.toHaveProperty('seconds')
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
    expect(row).toMatchObject({ entry: { userId: 'auth0|maria', date: '2026-11-12' } })
    expect(await read(content)).toMatchObject([
      { violations: [{ code: 'user_id_required', path: '/userId' }] },
    ])
  })

  test.each([
    ['nothing', '', { code: 'empty_file' }],
    ['no hours', 'userId,date,project\n', { code: 'missing_column', line: 1 }],
    ['a column twice', 'userId,date,project,hours,Date\n', { code: 'duplicate_column', line: 1 }],
    ['CR alone', 'userId,date,project,hours\rmaria,2026-11-12,A,1\r', { code: 'not_text' }],
    ['no header', 'maria,2026-11-12,A,1\n', { code: 'missing_column', line: 1 }],
  ])('is rejected as a whole with %s', async (_, content, error) => {
    await expect(read(content)).rejects.toMatchObject(error)
  })

  test.each([';', '\t'])('is read with %j between the columns, and decimal commas', async (delimiter) => {
    const content = `userId,date,project,hours\nmaria,2026-11-12,A,"7,5"\n`
    const other = content.replaceAll('"7,5"', '7!5').replaceAll(',', delimiter).replaceAll('!', ',')
    expect(await read(other)).toMatchObject([{ entry: { hours: 7.5 } }])
  })

  it('is read as a spreadsheet saves it, in UTF-16', async () => {
    const rows = await read(utf16('\ufeffuserId\tdate\tproject\thours\nmaria\t2026-11-12\tgrün\t7,5\n', true))
    expect(rows).toMatchObject([{ line: 2, entry: { project: 'grün', hours: 7.5 } }])
  })

  it('is read with the dates and words that a spreadsheet writes, and keeps its names', async () => {
    const [plain] = await read('userId,date,project,hours,billable\nmaria,2026-11-24,A,7.5,true\n')
    const german =
      'userId;date;project;hours;billable\nmaria;24.11.2026;A;7,5;WAHR\nmaria;02.11.2026;A;1;FALSCH\n'
    const [saved, other] = await read(german)
    expect(saved).toEqual({ ...plain, cells: ['maria', '24.11.2026', 'A', '7,5', 'WAHR'] })
    expect(other).toMatchObject({ entry: { date: '2026-11-02', billable: false } })
  })

  it('is rejected as a whole if its dates can be read in two ways, unless the order is named', async () => {
    const content = 'userId,date,project,hours\nmaria,03/04/2026,A,1\n'
    await expect(read(content)).rejects.toMatchObject({ code: 'ambiguous_dates' })
    expect(await read(content, { dateOrder: 'mdy' })).toMatchObject([{ entry: { date: '2026-03-04' } }])
    expect(await read(content, { dateOrder: 'dmy' })).toMatchObject([{ entry: { date: '2026-04-03' } }])
  })

  it('is surveyed to its end if its first dates need it, however long it is', async () => {
    const survey = (date: string) =>
      surveyImport(chunks(`userId,date,project,hours\nmaria,${date},A,1\n`.padEnd(200, '\n')), {
        onlyIfNeeded: true,
      })
    expect(await survey('2026-11-24')).toMatchObject({ rows: undefined, dateOrder: 'ymd' })
    expect(await survey('24.11.2026')).toMatchObject({ rows: 1, dateOrder: 'dmy' })
  })

  it.each(['1.23E+15', '1,23E+15', '9.0071992547409e+15'])(
    'rejects the id %s, of which a spreadsheet has lost digits',
    async (id) => {
      const rows = await read(`userId;date;project;hours;externalId\nmaria;2026-11-24;A;1;${id}\n`)
      expect(rows).toMatchObject([{ violations: [{ code: 'rounded_id', column: 'externalId' }] }])
    },
  )

  it('rejects long ids that all end in zeros, which a spreadsheet has rounded, and keeps exact ones', async () => {
    const rowsOf = (...ids: string[]) =>
      read(
        ['userId,date,project,hours,externalId', ...ids.map((id) => `maria,2026-11-24,A,1,${id}`)].join('\n'),
      )
    const rounded = await rowsOf('12345678901234500000', '12345678901235600000', '42', 'crm-1')
    expect(rounded.map((row) => isRejected(row) && row.violations[0]?.code)).toEqual([
      'rounded_id',
      'rounded_id',
      false,
      false,
    ])
    expect((await rowsOf('12345678901234500000', '12345678901235612345')).some(isRejected)).toBe(false)
    expect((await rowsOf('1234567890123450')).some(isRejected)).toBe(false)
  })

  it('passes over what no entry has, and tells which columns that is, but for those of a report', async () => {
    const content = 'userId,date,project,hours,Cost \u001b[31mcentre,status,line,column,code,reason\n'
    const survey = await surveyImport(chunks(content), { format: 'csv' })
    expect(columnsNotRead(survey.layout)).toEqual(['Cost  [31mcentre'])
    expect(await read(`${content}maria,2026-11-12,A,1,7,open,2,hours,x,y\n`)).toMatchObject([
      { entry: { project: 'A' } },
    ])
  })

  it('is known by who it names where there is no userId', async () => {
    const people = ownTimeOf({ userId: 'auth0|maria', emails: ['maria@abc.example'], names: ['Maria Jung'] })
    const content = [
      'Email,Name,date,project,hours',
      'MARIA@abc.example,M. Jung,2026-11-12,A,1',
      'jon@abc.example,Maria Jung,2026-11-12,B,1',
      ',maria jung,2026-11-12,C,1',
      ',,2026-11-12,D,1\n',
    ].join('\n')
    const rows = await read(content, { people })
    expect(rows.map((row) => (isRejected(row) ? row.violations[0]?.code : row.entry.userId))).toEqual([
      'auth0|maria',
      'unknown_person',
      'auth0|maria',
      'auth0|maria',
    ])
  })

  describe('with ids', () => {
    const id = '0199b8f0-0000-7000-8000-000000000000'
    const columns = 'id,userId,date,project,hours,externalId\n'

    it('has entries that exist, which get no other name', async () => {
      expect(await read(`${columns}${id},maria,2026-11-12,A,1,\n`)).toMatchObject([{ entry: { id } }])
      const [row] = await read(`${columns}${id},maria,2026-11-12,A,1,\n`)
      expect(row && 'entry' in row && row.entry).not.toHaveProperty('externalId')
      expect(await read(`${columns}${id},maria,2026-11-12,A,1,crm-1\n`)).toMatchObject([
        { entry: { id, externalId: 'crm-1' } },
      ])
    })

    it('may leave out whose they are, as the entry says it, also where a machine pushes', async () => {
      expect(await read(`id,date,project,hours\n${id},2026-11-12,A,1\n`)).toMatchObject([{ entry: { id } }])
    })

    it('tells what an id is where it is not one of an entry', async () => {
      expect(await read(`${columns}17,maria,2026-11-12,A,1,\n`)).toMatchObject([
        {
          violations: [
            { path: '/id', column: 'id', message: expect.stringContaining('name its column externalId') },
          ],
        },
      ])
    })

    it.each([
      [
        'the same externalId',
        [',maria,2026-11-12,A,1,x', ',maria,2026-11-13,A,2,y', ',maria,2026-11-12,A,2,x'],
      ],
      [
        'the same externalId and content',
        [',maria,2026-11-12,A,1,x', ',maria,2026-11-13,A,2,y', ',maria,2026-11-12,A,1,x'],
      ],
      [
        'the same id',
        [
          `${id},maria,2026-11-12,A,1,`,
          ',maria,2026-11-13,A,2,y',
          `${id.toUpperCase()},maria,2026-11-12,A,2,`,
        ],
      ],
    ])('has both rows rejected that have %s, each with the line of the other', async (_, lines) => {
      const [first, between, second] = await read(`${columns}${lines.join('\n')}\n`)
      const repeated = (line: number) => ({
        violations: [{ code: 'repeated_id', message: expect.stringMatching(`^line ${line} has the same `) }],
      })
      expect(first).toMatchObject({ line: 2, ...repeated(4) })
      expect(between).toMatchObject({ entry: { externalId: 'y' } })
      expect(second).toMatchObject({ line: 4, ...repeated(2) })
    })

    it('lets two people have entries of one externalId, as a source may name them', async () => {
      expect(await read(`${columns},maria,2026-11-12,A,1,x\n,jon,2026-11-12,A,1,x\n`)).toMatchObject([
        { entry: { userId: 'maria' } },
        { entry: { userId: 'jon' } },
      ])
    })

    it('is rejected as a whole if thousands of ids occur twice', async () => {
      const rows = Array.from({ length: 10_001 }, (_, index) => `,maria,2026-11-12,A,1,x${index}\n`).join('')
      await expect(read(columns + rows + rows, { chunkSize: 65_536 })).rejects.toMatchObject({
        code: 'repeated_ids',
      })
    })
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
      'does not exist in the calendar',
    ],
    [
      'the number of a spreadsheet for a date',
      'maria,46349,A,1',
      'invalid_format',
      '/date',
      "as a spreadsheet's number it is 2026-11-23",
    ],
    ['a date of another kind', 'maria,12 nowember 2026,A,1', 'invalid_format', '/date', 'is not a date'],
    ['a year of two digits', 'maria,12.11.26,A,1', 'invalid_format', '/date', 'no year of four digits'],
    ['a time in UTC', 'maria,2026-11-12T23:30:00Z,A,1', 'invalid_format', '/date', 'is a time in UTC'],
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
        violations: expect.arrayContaining([
          expect.objectContaining({ code, path, message: expect.stringContaining(message) }),
        ]),
      },
      { line: 3, entry: { date: '2026-11-13' } },
    ])
  })

  it('tells all that is wrong with a row', async () => {
    const [row] = await read(`${header}maria,12 nowember 2026,A,seven,,maybe,\n`)
    expect(row).toMatchObject({
      violations: expect.arrayContaining([
        expect.objectContaining({ path: '/hours' }),
        expect.objectContaining({ path: '/billable' }),
        expect.objectContaining({ path: '/date' }),
      ]),
      cells: ['maria', '12 nowember 2026', 'A', 'seven', '', 'maybe', ''],
    })
  })

  describe('without an external id', () => {
    const idsIn = ownNames
    const columns = 'userId,date,project,hours,note\n'

    it('derives the same one each time, and another for each row', async () => {
      const content = `${columns}maria,2026-11-12,A,1,\nmaria,2026-11-12,A,1,\njon,2026-11-12,A,1,\n`
      const ids = await idsIn(content)
      expect(new Set(ids).size).toBe(3)
      for (const id of ids) expect(id).toMatch(/^row:[\w-]{22}$/)
      expect(await idsIn(content)).toEqual(ids)
    })

    it('keeps it when hours are corrected, as a row with a corrected hour is the same row', async () => {
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
      .map((text) => text.trim())
      .filter((text) => userId.safeParse(text).success)
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
        project: fc
          .oneof(dangerous, line)
          .filter((text) => projectCode.safeParse(text).success)
          .map((text) => projectCode.parse(text)),
        hours: fc
          .integer({ min: 1, max: 1_440 })
          .map((minutes) => Math.round((minutes / 60) * 10_000) / 10_000),
        note,
        billable: fc.boolean(),
        externalId: fc.tuple(fc.oneof(dangerous, line), fc.uuid()).map(([text, id]) => `${text}${id}`),
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
        fc.uniqueArray(entry, { maxLength: 5, selector: ({ id }) => id }),
        fc.integer({ min: 1, max: 40 }),
        async (entries, chunkSize) => {
          const rows = await read(csvHeader + entries.map(csvLine).join(''), { chunkSize })
          expect(rows.map((row) => (isRejected(row) ? row : row.entry))).toEqual(
            entries.map(({ id, userId, date, project, hours, note, billable, externalId }) => ({
              id,
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
