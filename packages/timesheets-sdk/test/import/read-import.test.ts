import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import {
  ImportError,
  isRejected,
  onePerson,
  projectPattern,
  readImport,
  readPeople,
  readProjects,
  surveyImport,
} from '../../src/import/index.ts'
import { newEntrySchema } from '../../src/model/index.ts'
import { all, chunks, utf16 } from './support/bytes.ts'
import {
  cell,
  clockify,
  entriesOf,
  harvest,
  people,
  rejectionsOf,
  rowsOf,
  survey,
  toggl,
  togglHeader,
} from './support/exports.ts'

const maria = 'auth0|maria'

describe('an entry', () => {
  it('of Toggl', async () => {
    const [entry] = await entriesOf(toggl({ Task: 'Design', Billable: 'No' }))
    expect(entry).toEqual({
      userId: maria,
      date: '2026-11-23',
      project: 'ACME-42',
      hours: 1.5,
      note: 'Design: Review',
      billable: false,
      externalId: expect.stringMatching(/^toggl:2026-11-23T10:00:[-0-9a-f]{36}$/),
    })
  })

  it('of Clockify', async () => {
    const [entry] = await entriesOf(clockify({}))
    expect(entry).toEqual({
      userId: maria,
      date: '2026-11-23',
      project: 'ACME-42',
      hours: 1.5,
      note: 'Review',
      billable: true,
      externalId: expect.stringMatching(/^clockify:2026-11-23T10:00:[-0-9a-f]{36}$/),
    })
  })

  it('of Harvest, by its project code where it has one', async () => {
    const [entry, uncoded] = await entriesOf(harvest({}, { 'Project Code': '', Notes: '' }))
    expect(entry).toEqual({
      userId: maria,
      date: '2026-11-23',
      project: 'ACME-42',
      hours: 1.5,
      note: 'Design: Review',
      billable: true,
      externalId: expect.stringMatching(/^harvest:2026-11-23:[-0-9a-f]{36}(:2)?$/),
    })
    expect(uncoded).toMatchObject({ project: 'Relaunch', note: 'Design' })
  })

  it('has no note, and leaves open whether it is billable, where nothing is said', async () => {
    const own = 'Duration,Project,Start date,Start time\n1:00:00,ACME-42,2026-11-23,10:00:00\n'
    const [entry] = await entriesOf(own)
    expect(entry).not.toHaveProperty('billable')
    expect(entry).not.toHaveProperty('note')
  })

  it('lies on the day that it starts on, with all of its time', async () => {
    const night = {
      'Start time': '23:00:00',
      'End date': '2026-11-24',
      'End time': '01:30:00',
      Duration: '02:30:00',
    }
    expect(await entriesOf(toggl(night))).toMatchObject([{ date: '2026-11-23', hours: 2.5 }])
  })

  it('may be longer than a day: that is for the rules to judge', async () => {
    expect(await entriesOf(toggl({ Duration: '30:15:00' }))).toMatchObject([{ hours: 30.25 }])
  })

  it('keeps line breaks, quotes and commas of its note, and loses the guard against formulas', async () => {
    const notes = ['first\r\nsecond', 'say "yes", then no', "'=SUM(A1)"]
    const entries = await entriesOf(toggl(...notes.map((Description) => ({ Description }))))
    expect(entries.map(({ note }) => note)).toEqual([notes[0], notes[1], '=SUM(A1)'])
  })

  it('is the same in any encoding, with any delimiter and line end, in any chunks', async () => {
    const content = toggl({ Description: 'Prüfung, 2. Teil\nund "mehr" 😀' }, { User: 'Jürgen' })
    const expected = await entriesOf(content)
    const semicolons = content
      .replace(togglHeader, togglHeader.replaceAll(',', ';'))
      .replaceAll(/("[^"]*(?:""[^"]*)*")|,/g, (match) => (match === ',' ? ';' : match))
    const variants: (string | Uint8Array)[] = [
      `\ufeff${content}`,
      utf16(`\ufeff${content}`, true),
      utf16(`\ufeff${content}`, false),
      semicolons,
    ]
    for (const variant of variants) {
      for (const chunkSize of [1, 7, 65_536])
        expect(await entriesOf(variant, { chunkSize })).toEqual(expected)
    }
    const [first] = await entriesOf(content.replaceAll('\n', '\r\n'))
    expect(first?.note).toBe('Prüfung, 2. Teil\r\nund "mehr" 😀')
  })
})

describe('hours', () => {
  test.each<[string, number]>([
    ['7.5', 7.5],
    ['7,5', 7.5],
    ['0.33', 0.3333],
    ['0,25', 0.25],
    ['8', 8],
    ['7:30', 7.5],
    ['2.000,0', 2000],
  ])('of Harvest: %s', async (Hours, hours) => {
    expect(await entriesOf(harvest({ Hours }))).toMatchObject([{ hours }])
  })

  it('of Harvest with three digits are read as the other rows are written', async () => {
    const hours = async (...texts: string[]) =>
      (await entriesOf(harvest(...texts.map((Hours) => ({ Hours }))))).map((entry) => entry.hours)
    expect(await hours('2.500', '7,5')).toEqual([2500, 7.5])
    expect(await hours('2.500', '7.5')).toEqual([2.5, 7.5])
    expect(await rejectionsOf(harvest({ Hours: '2.500' }))).toEqual(['2 Hours invalid_format'])
  })

  it('of Clockify come from the exact duration, not from the decimal that was rounded', async () => {
    const short = { 'Duration (h)': '00:00:15', 'Duration (decimal)': '0.00' }
    expect(await rejectionsOf(clockify(short))).toEqual(['2 Duration (h) hours_off_increment'])
    expect(await entriesOf(clockify(short), { rounding: 'up' })).toMatchObject([{ hours: 0.0167 }])
    const third = { 'Duration (h)': '00:20:00', 'Duration (decimal)': '0.33' }
    expect(await entriesOf(clockify(third))).toMatchObject([{ hours: 0.3333 }])
  })

  it('come from start and end where the duration is rounded and they are not', async () => {
    const row = { 'Start Time': '10:00:10', 'End Time': '10:13:40' }
    const rounded = (text: string) =>
      entriesOf(clockify({ ...row, 'Duration (h)': text }), { rounding: 'up' })
    expect(await rounded('0:13')).toMatchObject([{ hours: 0.2333 }])
    expect(await rounded('0.23')).toMatchObject([{ hours: 0.2333 }])
    // A contradicting duration was rounded on purpose.
    expect(await rounded('0:15')).toMatchObject([{ hours: 0.25 }])
    const withoutSeconds = { 'Start Time': '10:00', 'End Time': '10:13', 'Duration (h)': '0:13' }
    expect(await entriesOf(clockify(withoutSeconds))).toMatchObject([{ hours: 0.2167 }])
  })

  it('come from start and end where there is no duration', async () => {
    const own =
      'Project,Start date,Start time,Stop date,Stop time\nACME-42,2026-11-23,23:00:00,2026-11-24,01:30:00\n'
    expect(await entriesOf(own)).toMatchObject([{ date: '2026-11-23', hours: 2.5 }])
  })

  it('come from start and end, past midnight too, where there is neither a duration nor an end date', async () => {
    const content = 'Project,Start date,Start time,Stop time\nACME-42,2026-11-23,23:00,01:30\n'
    expect(await entriesOf(content, { format: 'toggl' })).toMatchObject([{ date: '2026-11-23', hours: 2.5 }])
    const running = 'Project,Start date,Start time,Stop time\nACME-42,2026-11-23,23:00,\n'
    expect(await rejectionsOf(running, { format: 'toggl' })).toEqual(['2 Stop time missing_field'])
  })

  it('are missing while the timer runs', async () => {
    const running = { Duration: '', 'End date': '', 'End time': '' }
    expect(await rejectionsOf(toggl(running))).toEqual(['2 Duration missing_field'])
    const backwards = { Duration: '', 'End date': '2026-11-23', 'End time': '09:00:00' }
    expect(await rejectionsOf(toggl(backwards))).toEqual(['2 End time invalid_value'])
  })

  test.each(['00:00:00', '0'])('of %s are no entry', async (Duration) => {
    expect(await rejectionsOf(toggl({ Duration }), { rounding: 'up' })).toEqual([
      '2 Duration hours_not_positive',
    ])
  })

  it('that do not fit are rejected with what each rounding would give', async () => {
    const [row] = await rowsOf(toggl({ Duration: '01:07:30' }), { incrementMinutes: 15 })
    expect(row).toMatchObject({
      line: 2,
      violations: [
        {
          code: 'hours_off_increment',
          path: '/hours',
          column: 'Duration',
          message:
            '1:07:30 does not fit increments of 15 minutes; rounded it is: nearest 1:15, up 1:15, down 1:00',
        },
      ],
    })
  })

  test.each([
    ['nearest', 1.25],
    ['up', 1.25],
    ['down', 1],
  ] as const)('are rounded %s where that is asked for', async (rounding, hours) => {
    const entries = await entriesOf(toggl({ Duration: '01:07:30' }), { incrementMinutes: 15, rounding })
    expect(entries).toMatchObject([{ hours }])
  })

  it('that fit are left alone', async () => {
    expect(await entriesOf(toggl({}), { incrementMinutes: 15, rounding: 'up' })).toMatchObject([
      { hours: 1.5 },
    ])
  })

  it('that are rounded to nothing are no entry', async () => {
    const [row] = await rowsOf(toggl({ Duration: '00:05:00' }), { incrementMinutes: 15, rounding: 'down' })
    expect(row).toMatchObject({
      violations: [
        {
          code: 'hours_not_positive',
          message: '0:05 rounded to increments of 15 minutes is nothing; rounded up it is 0:15',
        },
      ],
    })
  })
})

describe('dates', () => {
  it('are read in the order of the file', async () => {
    const rows = [{ 'Start Date': '03/04/2026' }, { 'Start Date': '03/13/2026' }]
    expect(await entriesOf(clockify(...rows))).toMatchObject([{ date: '2026-03-04' }, { date: '2026-03-13' }])
  })

  it('that nothing tells stop the reading before the first row', async () => {
    const content = clockify({ 'Start Date': '03/04/2026', 'End Date': '' })
    await expect(rowsOf(content)).rejects.toMatchObject({
      code: 'ambiguous_dates',
      message: expect.stringContaining('03/04/2026 (line 2) is 2026-04-03 or 2026-03-04'),
    })
    expect(await entriesOf(content, { dateOrder: 'dmy' })).toMatchObject([{ date: '2026-04-03' }])
  })

  it('of the other order are rejected where one was said', async () => {
    const content = clockify({ 'Start Date': '13/04/2026' }, { 'Start Date': '04/13/2026' })
    const [row] = await rowsOf(content, { dateOrder: 'mdy' })
    expect(row).toMatchObject({
      line: 2,
      violations: [{ column: 'Start Date', message: expect.stringContaining('it would be 2026-04-13') }],
    })
  })
})

describe('a row that can’t be an entry', () => {
  test.each<[string, Parameters<typeof toggl>[0]]>([
    ['Project missing_field', { Project: '' }],
    ['Project too_long', { Project: 'x'.repeat(65) }],
    ['Project invalid_character', { Project: 'two\nlines' }],
    ['Description too_long', { Description: 'x'.repeat(2_001) }],
    ['Start date missing_field', { 'Start date': '' }],
    ['Start date invalid_format', { 'Start date': '2026-02-30' }],
    ['Start date out_of_range', { 'Start date': '0026-02-03' }],
    ['Start time invalid_format', { 'Start time': '25:00' }],
    ['Duration invalid_format', { Duration: 'soon' }],
    ['Billable invalid_format', { Billable: 'maybe' }],
  ])('%s', async (expected, row) => {
    expect(await rejectionsOf(toggl({}, row, {}))).toEqual([`3 ${expected}`])
  })

  it('says all that is wrong with it', async () => {
    const rejections = await rejectionsOf(harvest({ 'Project Code': 'x'.repeat(65), Hours: 'x', Date: '' }))
    expect(rejections).toEqual(['2 Date missing_field', '2 Hours invalid_format', '2 Project Code too_long'])
  })

  it('names a person whom nobody knows, in the column that they stand in', async () => {
    const directory = await people('userId,email\nauth0|li,li@abc.example\n')
    expect(await rejectionsOf(toggl({}), { people: directory })).toEqual(['2 Email unknown_person'])
    expect(await rejectionsOf(toggl({ Email: '' }), { people: directory })).toEqual(['2 User unknown_person'])
    expect(await rejectionsOf(harvest({}), { people: directory })).toEqual(['2 Last Name unknown_person'])
    const own = 'Duration,Project,Start date,Start time\n1:00:00,ACME-42,2026-11-23,10:00:00\n'
    expect(await rejectionsOf(own, { people: directory })).toEqual(['2 null unknown_person'])
  })

  it('names a person who may be two', async () => {
    const directory = await people('userId,name\nauth0|1,Maria Jung\nauth0|2,Maria Jung\n')
    const [row] = await rowsOf(harvest({}), { people: directory })
    expect(row).toMatchObject({
      violations: [{ code: 'ambiguous_person', message: expect.stringContaining('lines 2 and 3') }],
    })
  })

  it('is a break that Clockify says is one', async () => {
    const [header = '', row = ''] = clockify({}).split('\n')
    const content = `${header},"Type"\n${row},Regular\n${row},BREAK\n`
    expect(await rejectionsOf(content)).toEqual(['3 Type not_work'])
  })

  it.each(['Holiday', 'TIME_OFF', 'Time-off', 'Feiertag', 'Tiempo libre', 'Pause', 'Congés', 'PTO'])(
    'is %s, which is not working time',
    async (kind) => {
      const [header = '', row = ''] = clockify({}).split('\n')
      const content = `${header},"Type"\n${row},Regular\n${row},${kind}\n${row},\n`
      expect(await rejectionsOf(content)).toEqual(['3 Type not_work'])
      expect((await survey(content)).unknownKinds).toEqual([])
    },
  )

  it('has too few cells or too many', async () => {
    const [header = '', row = ''] = toggl({}).split('\n')
    const content = `${header}\n${row},\n${row}\nshort,one\n${row}\n`
    expect(await rejectionsOf(content)).toEqual(['2 null malformed_row', '4 null malformed_row'])
    const [first] = await rowsOf(content)
    expect(first).toMatchObject({
      cells: expect.arrayContaining(['ACME-42']),
      violations: [{ message: expect.stringContaining('15 cells where the first line names 14 columns') }],
    })
  })

  it('has fewer cells where a spreadsheet omitted empty ones at the end, unless a line was broken', async () => {
    const [header = '', row = ''] = toggl({}).split('\n')
    const whole = row.split(',')
    const omitted = (count: number) => whole.slice(0, -count).join(',')
    // The last two columns, tags and amount, are empty; the duration stands before them.
    const content = `${header}\n${omitted(2)}\n${row}\n${omitted(1)}\n${whole.slice(0, 6).join(',')}\n`
    // An empty last cell was not omitted; the description may go on in the next line.
    expect(await rejectionsOf(content)).toEqual(['4 null malformed_row', '5 null malformed_row'])
    const [first] = await rowsOf(content)
    expect(first).toMatchObject({ entry: { hours: 1.5 }, cells: whole })
    // The file ends within the row.
    expect(await rejectionsOf(`${header}\n${omitted(2)}`)).toEqual(['2 null malformed_row'])
  })

  it('has a stray quote, which costs the rows around it nothing', async () => {
    const [header = '', row = ''] = toggl({}).split('\n')
    const content = `${header}\n${row}\n"${row}\n${row}\n`
    expect(await rejectionsOf(content)).toEqual(['3 null malformed_row'])
    expect(await rowsOf(content)).toHaveLength(3)
  })

  it('is the last of a file that was cut off, wherever that was', async () => {
    const whole = toggl({}, { 'Start time': '12:00:00', Description: 'Prüfung, "alles"\nund mehr' })
    const bytes = new TextEncoder().encode(whole)
    const secondRow = whole.indexOf('\n', togglHeader.length + 1) + 1
    const complete = await rowsOf(whole)
    // A truncated row is rejected, unless it was cut after its last relevant cell.
    for (let cut = secondRow + 1; cut < bytes.length; cut++) {
      const rows = await rowsOf(bytes.subarray(0, cut))
      expect(rows[0]).toEqual(complete[0])
      const later = rows.slice(1).filter((row) => !isRejected(row))
      expect([[], [complete[1]?.line]]).toContainEqual(later.map(({ line }) => line))
      for (const row of later)
        expect(row).toMatchObject({ entry: { hours: 1.5, note: 'Prüfung, "alles"\nund mehr' } })
    }
    const [, row] = await rowsOf(bytes.subarray(0, secondRow + 20))
    expect(row).toMatchObject({ violations: [{ message: expect.stringContaining('cut off') }] })
  })

  it('has the name that its entry would have, where that can be known', async () => {
    const [entry] = await entriesOf(toggl({}))
    const [nameless, unnamed, unplaced] = await rowsOf(
      toggl({ Duration: 'soon' }, { 'Start date': 'soon' }, { 'Start time': 'soon' }),
    )
    expect(nameless).toMatchObject({ externalId: entry?.externalId })
    expect(unnamed).not.toHaveProperty('externalId')
    expect(unplaced).not.toHaveProperty('externalId')
  })
})

describe('names', () => {
  const names = async (content: string, settings = {}) =>
    (await rowsOf(content, settings)).map((row) => (isRejected(row) ? row.externalId : row.entry.externalId))

  it('are the same each time', async () => {
    const content = toggl({}, {}, { 'Start time': '12:00:00' })
    expect(await names(content, { chunkSize: 3 })).toEqual(await names(content))
  })

  it('are different for rows that are equal', async () => {
    const [first, second, third] = await names(toggl({}, {}, {}))
    expect([second, third]).toEqual([`${first}:2`, `${first}:3`])
  })

  test.each<[string, Parameters<typeof toggl>[0]]>([
    ['duration', { Duration: '02:00:00', 'End time': '12:00:00' }],
    ['description and task', { Description: 'Other', Task: 'Design' }],
    ['billable', { Billable: 'No' }],
    ['tags', { Tags: 'urgent' }],
    ['seconds', { 'Start time': '10:00:59' }],
    ['way to write the time', { 'Start time': '10:00 AM' }],
    ['spelling of the person', { User: 'MARIA JUNG' }],
  ])('stay when the %s is corrected in Toggl', async (_, row) => {
    expect(await names(toggl(row))).toEqual(await names(toggl({})))
  })

  test.each<[string, Parameters<typeof toggl>[0]]>([
    ['start', { 'Start time': '10:01:00' }],
    ['day', { 'Start date': '2026-11-24' }],
    ['project', { Project: 'ACME-43' }],
    ['client', { Client: 'Other' }],
  ])('are others when the %s is another one in Toggl', async (_, row) => {
    expect(await names(toggl(row))).not.toEqual(await names(toggl({})))
  })

  test.each<[boolean, string, Parameters<typeof harvest>[0]]>([
    [true, 'hours', { Hours: '2' }],
    [true, 'notes', { Notes: 'Other' }],
    [true, 'project code', { 'Project Code': 'ACME-43' }],
    [true, 'way to write the date', { Date: '23.11.2026' }],
    [false, 'day', { Date: '2026-11-24' }],
    [false, 'task', { Task: 'Development' }],
    [false, 'project', { Project: 'Other' }],
  ])('stay (%s) with another %s in Harvest', async (stays, _, row) => {
    const [before] = await names(harvest({}))
    const [after] = await names(harvest(row))
    expect(after === before).toBe(stays)
  })

  it('do not depend on what is wrong with other rows, or on rounding', async () => {
    const good = await names(toggl({}, {}, {}))
    expect(await names(toggl({}, { Project: 'ACME-42', Duration: 'soon' }, {}))).toEqual(good)
    expect(await names(toggl({}, {}, {}), { incrementMinutes: 7, rounding: 'up' })).toEqual(good)
  })

  it.each([
    ['Toggl', toggl],
    ['Clockify', clockify],
    [
      'Harvest',
      (...rows: { readonly Description?: string }[]) =>
        harvest(...rows.map(({ Description = '' }) => ({ Notes: Description }))),
    ],
  ])('do not depend on the order in which %s sorts rows of one minute', async (_, write) => {
    const notes = ['Cover', 'Print files', 'Proof', 'Proof']
    const named = async (order: readonly string[]) => {
      const content = write(...order.map((Description) => ({ Description })))
      const entries = await entriesOf(content)
      return entries.map(({ externalId, note }) => `${externalId} ${note}`).toSorted()
    }
    expect(await named(notes.toReversed())).toEqual(await named(notes))
    expect(await named(['Proof', 'Cover', 'Proof', 'Print files'])).toEqual(await named(notes))
  })

  it('are the same whether the rows of a day are next to each other or not', async () => {
    const [monday, tuesday] = [{}, { 'Start date': '2026-11-24' }]
    const together = await names(toggl(monday, monday, tuesday, tuesday))
    const apart = await names(toggl(monday, tuesday, monday, tuesday))
    expect(apart).toEqual([together[0], together[2], together[1], together[3]])
  })

  it('can be brought along, as the report of rejected rows does', async () => {
    const [header = '', row = ''] = toggl({}).split('\n')
    const report = `${header},externalId,line,code,reason\n${row},toggl:given,2,some_code,why\n${row},,3,,\n`
    const [derived] = await names(toggl({}))
    expect(await names(report)).toEqual(['toggl:given', `${derived}:2`])
  })

  it('of a week are unique and fit', async () => {
    const row = fc.record({
      'Start date': fc.constantFrom('2026-11-23', '2026-11-24'),
      'Start time': fc.constantFrom('09:00:00', '10:00:00'),
      Project: fc.constantFrom('A', 'B'),
      Client: fc.constantFrom('', 'A'),
    })
    await fc.assert(
      fc.asyncProperty(fc.array(row, { maxLength: 30 }), async (rows) => {
        const found = (await entriesOf(toggl(...rows))).map(({ externalId }) => externalId)
        expect(new Set(found).size).toBe(rows.length)
      }),
      { numRuns: 30 },
    )
  })
})

describe('a project', () => {
  const projectsOf = async (pattern: string, ...rows: Parameters<typeof harvest>) =>
    (await entriesOf(harvest(...rows), { projects: projectPattern(pattern) })).map(({ project }) => project)

  it('is named by a pattern, from whose empty parts nothing is left', async () => {
    expect(await projectsOf('{client} / {project}', { Client: 'ACME', Notes: 'a' }, { Client: '' })).toEqual([
      'ACME / Relaunch',
      'Relaunch',
    ])
    expect(await projectsOf('{code} ({task})', {})).toEqual(['ACME-42 (Design)'])
    expect(
      await rejectionsOf(toggl({ Project: '' }), { projects: projectPattern('{client}/{project}') }),
    ).toEqual(['2 Project missing_field'])
  })

  it.each([
    ['{customer}', /\{customer\} is unknown: use \{client\}/],
    ['{client}', /names no project/],
  ])('is not named by %s', (pattern, message) => expect(() => projectPattern(pattern)).toThrow(message))

  it('is found in a file of projects, by client and task where they are there', async () => {
    const file = await readProjects(
      chunks(
        'code;client;project;task\nR-1;ACME;Relaunch;\nR-2;ACME;relaunch;Design\nR-3;;Relaunch;\nC-7;;ACME-43;\n',
      ),
    )
    const rows = await rowsOf(
      harvest(
        { Client: 'ACME', Task: 'Build' },
        { Client: 'acme' },
        { Client: 'Other' },
        { Project: 'X', 'Project Code': 'ACME-43' },
        { Project: 'Y', 'Project Code': '' },
      ),
      { projects: file },
    )
    expect(rows.map((row) => ('entry' in row ? row.entry.project : row.violations))).toEqual([
      'R-1',
      'R-2',
      'R-3',
      'C-7',
      [
        {
          code: 'unknown_project',
          path: '/project',
          column: 'Project',
          message: 'the file of projects has no row for "Y" of "ACME GmbH"',
        },
      ],
    ])
  })

  it('may be two in a file of projects that contradicts itself, which is rejected', async () => {
    await expect(readProjects(chunks('code,project\nA,Relaunch\nB,relaunch\n'))).rejects.toMatchObject({
      code: 'invalid_project',
      line: 3,
      message: '"relaunch" is B here and A in line 2',
    })
    await expect(readProjects(chunks('project\nA\n'))).rejects.toMatchObject({ code: 'missing_column' })
    await expect(readProjects(chunks('code,project,Project\nA,X,Y\n'))).rejects.toMatchObject({
      code: 'duplicate_column',
      line: 1,
    })
    await expect(readProjects(chunks('code,client,project\nA,X, Inc,Y\n'))).rejects.toMatchObject({
      message: 'the row has 4 cells where the first line names 3 columns',
    })
  })

  it('has the same name in the API, whatever its project is called there', async () => {
    const [plain] = await entriesOf(harvest({}))
    const [named] = await entriesOf(harvest({}), { projects: projectPattern('{client}: {project}') })
    expect(named?.project).toBe('ACME GmbH: Relaunch')
    expect(named?.externalId).toBe(plain?.externalId)
  })
})

describe('readImport', () => {
  it('gives entries that the API takes, or says what is wrong, whatever stands in the cells', async () => {
    const text = fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 12 }),
      fc.constantFrom(
        '',
        '2026-11-23',
        '23.11.2026',
        '1:30:00',
        '7,5',
        'Yes',
        'ACME-42',
        '10:00 AM',
        '\u0000',
        '"',
      ),
    )
    const row = fc.array(text, { minLength: 14, maxLength: 14 })
    await fc.assert(
      fc.asyncProperty(fc.array(row, { maxLength: 5 }), async (rows) => {
        const content = [togglHeader, ...rows.map((cells) => cells.map(cell).join(','))].join('\n')
        const read = await rowsOf(content, { dateOrder: 'dmy', rounding: 'nearest' })
        for (const one of read) {
          if (isRejected(one)) expect(one.violations.length).toBeGreaterThan(0)
          else expect(newEntrySchema.safeParse(one.entry).success).toBe(true)
        }
      }),
    )
  })

  it('refuses another file than the one that was surveyed', async () => {
    const options = { people: onePerson(maria), incrementMinutes: 1 }
    const rows = readImport(chunks(harvest({})), { ...options, survey: await survey(toggl({})) })
    await expect(rows.next()).rejects.toMatchObject({ code: 'file_changed' })
    const [monday, tuesday] = [{}, { 'Start date': '2026-11-24' }]
    const changed = readImport(chunks(toggl(monday, tuesday, monday)), {
      ...options,
      survey: await survey(toggl(monday, monday)),
    })
    await expect(all(changed)).rejects.toBeInstanceOf(ImportError)
  })

  test.each([0, -1, 1.5, Number.NaN])('refuses an increment of %d minutes', async (incrementMinutes) => {
    await expect(rowsOf(toggl({}), { incrementMinutes })).rejects.toBeInstanceOf(RangeError)
  })

  it.each<[string, (file: AsyncIterable<Uint8Array>) => Promise<unknown>]>([
    ['it is left early', async (file) => readFirst(file)],
    [
      'it is not the file that was surveyed',
      async (file) => expect(readFirst(file, harvest({}))).rejects.toThrow(),
    ],
    [
      'it is not an export',
      async (file) => expect(surveyImport(file, { format: 'harvest' })).rejects.toThrow(),
    ],
    ['it names no people', async (file) => expect(readPeople(file)).rejects.toThrow()],
  ])('closes the file when %s', async (_, read) => {
    let isClosed = false
    async function* file() {
      try {
        yield* chunks(toggl({}, {}, {}), 100)
      } finally {
        isClosed = true
      }
    }
    await read(file())
    expect(isClosed).toBe(true)
  })
})

async function readFirst(file: AsyncIterable<Uint8Array>, surveyed = toggl({})) {
  const options = { people: onePerson(maria), incrementMinutes: 1 }
  for await (const rows of readImport(file, { ...options, survey: await survey(surveyed) })) {
    for (const _ of rows) return
  }
}
