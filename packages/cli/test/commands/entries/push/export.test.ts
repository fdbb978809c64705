import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { writeXlsx } from 'hucre/xlsx'
import { afterEach, beforeEach, describe, expect, it, test } from 'vitest'
import { type PushOptions, push, pushCommand } from '../../../../src/commands/entries/push.ts'
import { machine, maria, useFakeApi } from '../../../support/fake-api.ts'
import { optionsOf } from '../../../support/parse-flags.ts'

const plain = { file: 'toggl.csv', format: undefined, dryRun: false, json: false, report: undefined }

test.each([
  [
    ['--people', 'people.csv', '--date-order', 'mdy', '--round', 'up', '--format', 'clockify'],
    { ...plain, format: 'clockify', people: 'people.csv', dateOrder: 'mdy', round: 'up' },
  ],
  [['--format', 'toggl'], { ...plain, format: 'toggl' }],
  [['--format', 'harvest'], { ...plain, format: 'harvest' }],
  [['--date-order', 'ymd'], expect.stringContaining('Allowed choices are dmy, mdy')],
  [
    ['--project', '{client} / {project}', '--projects', 'projects.csv', '--encoding', 'windows-1252'],
    { ...plain, project: '{client} / {project}', projects: 'projects.csv', encoding: 'windows-1252' },
  ],
  [
    ['--map', 'date=Day,hours=Time,project=Client', '--mapping', 'pay', '--totals'],
    { ...plain, map: 'date=Day,hours=Time,project=Client', mapping: 'pay', totals: true },
  ],
  [['--map', 'date=Day'], expect.stringContaining('project is missing: name its column')],
  [['--project', '{customer}'], expect.stringContaining('{customer} is unknown: use {client}')],
  [['--projects', 'p.csv', '--report', './p.csv'], '--report names the file of projects'],
  [['--round', 'sideways'], expect.stringContaining('Allowed choices are nearest, up, down')],
  [['--people', 'p.csv', '--report', './p.csv'], '--report names the file of people'],
])('push toggl.csv %j', async (flags, expected) => {
  expect(await optionsOf(pushCommand, ['toggl.csv', ...flags])).toEqual(expected)
})

test('the standard input is one file', async () => {
  expect(await optionsOf(pushCommand, ['-', '--people', '-'])).toBe('--people names the file that is pushed')
})

interface PushedBy {
  readonly caller?: typeof machine
  readonly stdin?: string
  readonly env?: Readonly<Record<string, string>>
}

describe('push of an export', () => {
  const { api, context, requests } = useFakeApi()
  let folder = ''
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'timesheets-push-'))
  })
  afterEach(() => rm(folder, { recursive: true }))

  async function file(content: string | Uint8Array, name = 'toggl.csv'): Promise<string> {
    const path = join(folder, name)
    await writeFile(path, content)
    return path
  }

  async function pushed(
    path: string,
    options: Partial<PushOptions> = {},
    { caller = machine, stdin = '', env = {} }: PushedBy = {},
  ) {
    const { io, connect } = context(caller, { stdin, env })
    const shown = (text: string) => text.replaceAll(`${folder}/`, '')
    try {
      const exitCode = await push({ ...plain, file: path, ...options }, { io, connect })
      return { exitCode, out: shown(io.stdout.text), err: shown(io.stderr.text) }
    } catch (error) {
      const { name, message } = error as Error
      return { failure: name, out: shown(message), err: shown(io.stderr.text) }
    }
  }

  const people = () => file('userId,email\nauth0|maria,maria@abc.example\n', 'people.csv')
  const header = 'User,Email,Client,Project,Description,Billable,Start date,Start time,Duration\n'
  const row = (text: string, name = 'Maria', email = 'maria@abc.example') =>
    `${name},${email},ACME,A-1,Review,Yes,${text}\n`
  const one = row('2026-11-12,09:00:00,01:30:00')

  it('stores its entries, says what it found, and changes nothing when it is done again', async () => {
    const path = await file(header + one)
    expect(await pushed(path, { people: await people() })).toEqual({
      exitCode: 0,
      out: '1 created in 0.0 s\n',
      err: 'toggl.csv: 1 row, 12 November, 1 person, as m2m-push at timesheets.test\ntoggl.csv: 1:30 h in the file, 1:30 h to store\n',
    })
    expect(api.entries).toMatchObject([
      { userId: 'auth0|maria', date: '2026-11-12', project: 'A-1', hours: 1.5, note: 'Review' },
    ])
    expect((await pushed(path, { people: await people() })).out).toBe('1 unchanged in 0.0 s\n')
    expect(await readdir(folder)).toEqual(['people.csv', 'toggl.csv'])
  })

  it('lists whom nobody knows before anything is pushed, rejects their rows and goes on', async () => {
    const content = header + one + row('2026-11-12,09:00:00,01:30:00', 'Noor', 'noor@x.example').repeat(2)
    const { exitCode, out, err } = await pushed(await file(content), { people: await people() })
    expect(exitCode).toBe(3)
    expect(err.split('\n')[1]).toBe(
      'toggl.csv: Noor <noor@x.example>, 2 rows to be rejected: nobody of the people has the address "noor@x.example"',
    )
    expect(out).toContain('toggl.csv:3:Email  Noor <noor@x.example>  2026-11-12  nobody of the people')
    expect(out).toContain('1 created, 2 rejected')
  })

  it('lists everybody and stores nothing where an application says nothing of who is who', async () => {
    const result = await pushed(await file(header + one))
    expect(result).toMatchObject({ failure: 'UsageError', out: expect.stringContaining('--people') })
    expect(result.err).toContain('toggl.csv: Maria <maria@abc.example>, 1 row\n')
    expect(requests).toEqual(['GET /me'])
  })

  it("is a person's own, unless it has the time of several", async () => {
    api.addPerson('auth0|maria', { name: 'Maria Jung', email: 'maria@abc.example' })
    const path = await file(header + row('2026-11-12,09:00:00,01:30:00', 'M.', 'MARIA@abc.example'))
    expect((await pushed(path, {}, { caller: maria })).exitCode).toBe(0)
    expect(api.entries).toMatchObject([{ userId: 'auth0|maria' }])
    const both = await file(header + one + row('2026-11-12,09:00:00,01:30:00', 'Jon', 'jon@x.example'))
    expect(await pushed(both, {}, { caller: maria })).toMatchObject({
      failure: 'UsageError',
      out: expect.stringContaining('has the time of Jon <jon@x.example>, not known to be you'),
      err: expect.stringContaining('toggl.csv: Jon <jon@x.example>, 1 row\n'),
    })
    expect(api.entries).toHaveLength(1)
  })

  it.each([
    ['an export of somebody else', header + row('2026-11-12,09:00:00,01:30:00', 'Jon', 'jon@x.example')],
    ['our own CSV with an address', 'Email,date,project,hours\njon@x.example,2026-11-12,A,1\n'],
    ['our own CSV with a name', 'User;date;project;hours\nJon;2026-11-12;A;7,5\n'],
  ])('books nothing of %s on the person who pushes it', async (_, content) => {
    api.addPerson('auth0|maria', { name: 'Maria Jung', email: 'maria@abc.example' })
    expect(await pushed(await file(content, 'november.csv'), {}, { caller: maria })).toMatchObject({
      failure: 'UsageError',
      out: expect.stringMatching(/^november\.csv has the time of [Jj]on.*, not known to be you, .*--people/),
    })
    expect(api.entries).toEqual([])
  })

  it('takes our own CSV that names people as they are known in a file of people', async () => {
    const content =
      'Email,date,project,hours\nmaria@abc.example,2026-11-12,A,1\njon@x.example,2026-11-12,A,1\n'
    const { out } = await pushed(await file(content, 'november.csv'), { people: await people() })
    expect(out).toContain(
      'november.csv:3:Email  jon@x.example  2026-11-12  nobody of the people has the address',
    )
    expect(out).toContain('1 created, 1 rejected')
    expect(api.entries).toMatchObject([{ userId: 'auth0|maria' }])
  })

  it('says with a file of people, too, which line is not text', async () => {
    const content = Buffer.from('userId,date,project,hours\nx,2026-11-12,gr\xfcn,1\n', 'latin1')
    expect(await pushed(await file(content, 'november.csv'), { people: await people() })).toMatchObject({
      failure: 'UsageError',
      out: expect.stringContaining('november.csv:2: the line is not UTF-8'),
    })
  })

  it('refuses dates that can be read in two ways, and takes an order that is said', async () => {
    const path = await file(header + row('03/04/2026,09:00:00,01:30:00'))
    expect(await pushed(path, { people: await people() })).toMatchObject({
      failure: 'UsageError',
      out: expect.stringMatching(
        /^toggl\.csv: 03\/04\/2026 \(line 2\) is 2026-04-03 or 2026-03-04, .*with --date-order dmy or --date-order mdy$/,
      ),
    })
    expect((await pushed(path, { people: await people(), dateOrder: 'mdy' })).exitCode).toBe(0)
    expect(api.entries).toMatchObject([{ date: '2026-03-04' }])
  })

  it('names projects by a pattern, or as a file of projects says, and rejects those it does not have', async () => {
    const other = one.replace('A-1', 'Intern').replace('09:00', '11:00')
    const path = await file(header + one + other)
    const projects = await file('code;client;project\nACME-1;acme;a-1\n', 'projects.csv')
    const given = { people: await people() }
    const { out } = await pushed(path, { ...given, projects })
    expect(out).toContain(
      'toggl.csv:3:Project  Maria <maria@abc.example>  2026-11-12  the file of projects has no',
    )
    expect(out).toContain(`with --people ${'people.csv'} --projects projects.csv)`)
    expect(api.entries).toMatchObject([{ project: 'ACME-1' }])
    expect((await pushed(path, { ...given, projects, project: '{client} / {project}' })).exitCode).toBe(0)
    expect(api.entries.map(({ project }) => project)).toEqual(['ACME-1', 'ACME / Intern'])
    expect((await pushed(path, { ...given, project: '{project} ({client})' })).out).toBe(
      '2 updated in 0.0 s\n',
    )
  })

  it('is read in an encoding that is named, and says how to name it', async () => {
    const path = await file(Buffer.from(header + one.replace('Review', 'M\u00fcller'), 'latin1'))
    expect(await pushed(path, { people: await people() })).toMatchObject({
      failure: 'UsageError',
      out: expect.stringMatching(
        /^toggl\.csv:2: the line is not UTF-8: .*, or name its encoding with --encoding/,
      ),
    })
    const { exitCode } = await pushed(path, { people: await people(), encoding: 'windows-1252' })
    expect([exitCode, api.entries[0]?.note]).toEqual([0, 'Müller'])
    const wrong = await file(Buffer.from('userId,name\nx,J\u00fcrgen\n', 'latin1'), 'latin.csv')
    expect((await pushed(path, { people: wrong })).out).toMatch(/^latin\.csv:2: .*\(in Excel "CSV UTF-8"\)$/)
  })

  it('tells which kinds of rows it does not know, and counts these as work', async () => {
    const content = `${header.trim()},Type\n${one.trim()},On call\n`.replace('Start date', 'Start Date')
    const clock = content.replace('Duration', 'Duration (h)')
    const { err, out } = await pushed(await file(clock), { people: await people() })
    expect(err).toContain('toggl.csv: Type says On call: counted as work\n')
    expect(out).toBe('1 created in 0.0 s\n')
  })

  it('still reads our own CSV after a spreadsheet has rewritten its dates, and asks where it must', async () => {
    const own = (date: string) => `userId;date;project;hours\nmaria;${date};A;7,5\n`
    const plain = await file(own('2026-11-24'), 'november.csv')
    await pushed(plain)
    expect((await pushed(await file(own('24.11.2026'), 'november.csv'))).out).toBe('1 unchanged in 0.0 s\n')
    const path = await file(own('04.03.2026'), 'november.csv')
    expect((await pushed(path)).out).toMatch(/with --date-order dmy or --date-order mdy$/)
    expect((await pushed(path, { dateOrder: 'dmy' })).exitCode).toBe(0)
    expect(api.entries.map(({ date }) => date).toSorted()).toEqual(['2026-03-04', '2026-11-24'])
  })

  it('shows the hours by person before the push with --totals, and as the API has them after it', async () => {
    api.addPerson('auth0|jon', { name: 'Jon', email: 'jon@abc.example' })
    const known = await file(
      'userId,email\nauth0|maria,maria@abc.example\nauth0|jon,jon@abc.example\n',
      'p.csv',
    )
    const jon = row('2026-11-13,09:00:00,02:00:00', 'Jon', 'jon@abc.example')
    const content = header + row('2026-11-12,09:00:00,01:07:30') + jon + row('2026-11-14,09:00:00,30:00:00')
    const options = { people: known, round: 'nearest', totals: true } as const
    const { exitCode, out, err } = await pushed(await file(content), options)
    expect(exitCode).toBe(3)
    expect(err.split('\n').slice(1)).toEqual([
      'toggl.csv: 33:07:30 h in the file, 33:15 h to store: +0:07:30 h by rounding',
      'PERSON       ROWS   IN FILE  TO STORE  ROUNDING  REJECTED',
      'auth0|jon       1      2:00      2:00',
      'auth0|maria     2  31:07:30     31:15  +0:07:30',
      'total           3  33:07:30     33:15  +0:07:30',
      '',
    ])
    expect(out).toContain(
      [
        'PERSON       ENTRIES  PUSHED  IN THE API  DIFFERENCE',
        'auth0|jon          1    2:00        2:00',
        'auth0|maria        1    1:15        1:15',
        'total              2    3:15        3:15',
      ].join('\n'),
    )
    const { out: json } = await pushed(join(folder, 'toggl.csv'), { ...options, json: true })
    expect(JSON.parse(json)).toMatchObject({
      totals: {
        rows: 3,
        minutes: 1_995,
        people: [{ person: 'auth0|jon', minutes: 120 }, { minutes: 1_875 }],
      },
      stored: [
        { person: 'auth0|jon', expectedMinutes: 120, minutes: 120 },
        { person: 'auth0|maria', entries: 1, minutes: 75 },
      ],
    })
  })

  it('reads any table by a mapping, which a name remembers, as its report says', async () => {
    const table =
      'Who;Day;Time;Client\nmaria@abc.example;24.11.2026;7,5;ACME\nmaria@abc.example;25.11.2026;25;ACME\n'
    const path = await file(table, 'hours.csv')
    const env = { TIMESHEETS_CONFIG: join(folder, 'config.json') }
    const given = { people: await people(), mapping: 'payroll-2019' }
    const map = 'userId=Who,date=Day,hours=Time,project=Client'
    const first = await pushed(path, { ...given, map }, { env })
    expect(first.err).toContain('Remembered as --mapping payroll-2019\n')
    expect(first.out).toContain(
      'hours.csv:3:Time  maria@abc.example  25.11.2026  "25" is more hours than a day has',
    )
    expect(first.out).toContain('with --mapping payroll-2019 --people people.csv --date-order dmy)')
    expect(api.entries).toMatchObject([{ userId: 'auth0|maria', date: '2026-11-24', hours: 7.5 }])

    const report = join(folder, 'hours.rejected.csv')
    await writeFile(report, (await readFile(report, 'utf8')).replace(',25,', ',5,'))
    const corrected = await pushed(report, { ...given, dateOrder: 'dmy' }, { env })
    expect(corrected.out).toBe('1 created in 0.0 s\n')
    // A flag beside a remembered mapping is for once.
    expect(corrected.err).not.toContain('Remembered')
    const remembered = JSON.parse(await readFile(join(folder, 'mappings.json'), 'utf8'))
    expect(remembered).toEqual({ 'payroll-2019': { map } })
    await file(table.replace(';25;', ';5;'), 'hours.csv')
    expect((await pushed(path, given, { env })).out).toBe('2 unchanged in 0.0 s\n')
    expect(await pushed(path, { mapping: 'other' }, { env })).toMatchObject({
      out: expect.stringMatching(
        /^there is no mapping other in .*\(known: payroll-2019\): add it with --map/,
      ),
    })
  })

  it('reads a sheet of an Excel workbook by a mapping, and its report by the same', async () => {
    const rows = [
      ['Who', 'Day', 'Time', 'Client'],
      ['maria@abc.example', new Date(Date.UTC(2026, 10, 24)), 7.5, 'ACME'],
      ['maria@abc.example', new Date(Date.UTC(2026, 10, 25)), 25, 'ACME'],
    ]
    const workbook = await writeXlsx({
      sheets: [
        { name: 'Info', rows: [] },
        { name: 'Hours', rows },
      ],
    })
    const path = await file(workbook, 'hours.xlsx')
    const env = { TIMESHEETS_CONFIG: join(folder, 'config.json') }
    const given = { people: await people(), mapping: 'payroll' }
    const map = 'userId=Who,date=Day,hours=Time,project=Client'
    const { out, err } = await pushed(path, { ...given, map, sheet: 'Hours' }, { env })
    expect(err).toContain('hours.xlsx: 7:30 h in the file, 7:30 h to store: 0:00 h in 1 rejected row\n')
    expect(out).toContain(
      'hours.xlsx:3:Time  maria@abc.example  2026-11-25  "25" is more hours than a day has',
    )
    const report = join(folder, 'hours.rejected.csv')
    await writeFile(report, (await readFile(report, 'utf8')).replace(',25,', ',5,'))
    expect((await pushed(report, given, { env })).out).toBe('1 created in 0.0 s\n')
    expect((await pushed(path, given, { env })).out).toContain('1 unchanged, 1 rejected')
    expect(api.entries.map(({ date, hours }) => `${date} ${hours}`)).toEqual([
      '2026-11-24 7.5',
      '2026-11-25 5',
    ])
    expect(await pushed(await file(header + one), { sheet: 'Hours' })).toMatchObject({
      out: 'toggl.csv is not an Excel workbook (.xlsx), so it has no sheets: omit --sheet',
    })
  })

  it('fits durations to the increments of the policy in force, as it is told', async () => {
    const path = await file(header + row('2026-11-12,09:00:00,01:07:30'))
    expect((await pushed(path, { people: await people() })).out).toContain(
      'toggl.csv:2:Duration  Maria <maria@abc.example>  2026-11-12  1:07:30 does not fit increments of 15 minutes',
    )
    api.setPolicy({ incrementMinutes: 30 })
    expect((await pushed(path, { people: await people(), round: 'down' })).exitCode).toBe(0)
    expect(api.entries).toMatchObject([{ hours: 1 }])
  })

  it('keeps the rejected rows in the columns of the export, and says how to push them', async () => {
    const content = header + row('13/11/2026,09:00:00,01:30:00') + row('12/11/2026,09:00:00,30:00:00')
    const { out } = await pushed(await file(`${content}cut,off`), {
      people: await people(),
      round: 'nearest',
    })
    expect(out).toContain('toggl.csv:3:Duration  auth0|maria  2026-11-12  30 hours: a day has 24')
    expect(out).toContain(
      '(fix, then push that file with --people people.csv --date-order dmy --round nearest)',
    )
    const path = join(folder, 'toggl.rejected.csv')
    const report = await readFile(path, 'utf8')
    const lines = report.split('\r\n')
    expect(lines[0]).toBe(`${header.trim()},externalId,line,column,code,reason`)
    expect(lines[1]).toMatch(/^cut,off,,,,,,,,,4,,malformed_row,.*cut off here/)
    expect(lines[2]).toMatch(
      /^Maria,maria@abc\.example,ACME,A-1,Review,Yes,12\/11\/2026,09:00:00,30:00:00,toggl:2026-11-12T09:00:[\w-]+,3,Duration,hours_over_day,/,
    )

    // A report of a report has these columns once.
    const fixed = { people: await people(), dateOrder: 'dmy' } as const
    await pushed(path, fixed)
    const [again = ''] = (await readFile(join(folder, 'toggl.rejected-2.csv'), 'utf8')).split('\r\n')
    expect(again).toBe(lines[0])

    await writeFile(path, `${lines[0]}\n${lines[2]?.replace('30:00:00', '03:00:00')}\n`)
    expect((await pushed(path, fixed)).out).toBe('1 created in 0.0 s\n')
    await file(content.replace('30:00:00', '03:00:00'))
    expect((await pushed(join(folder, 'toggl.csv'), { people: await people() })).out).toContain('2 unchanged')
  })

  it('reads each row of a file that comes in many chunks', async () => {
    const minutes = Array.from({ length: 1_440 }, (_, minute) => minute)
    const rows = minutes.map((minute) => {
      const time = new Date(minute * 60_000).toISOString().slice(11, 19)
      return row(`2026-${String((minute % 10) + 1).padStart(2, '0')}-${12 + (minute % 7)},${time},00:15:00`)
    })
    const path = await file(header + rows.join(''))
    expect((await pushed(path, { people: await people() })).out).toMatch(/^1440 created /)
    expect(api.entries).toHaveLength(1_440)
  })

  it('leaves out nothing of a row with too many cells', async () => {
    const { exitCode } = await pushed(await file(`${header}${one.trim()},x,y\n`), { people: await people() })
    expect(exitCode).toBe(3)
    expect(await readFile(join(folder, 'toggl.rejected.csv'), 'utf8')).toContain('09:00:00,"01:30:00,x,y",')
  })

  it('reads it from the standard input, told or not what it is', async () => {
    const options = { people: await people() }
    const first = await pushed('-', options, { stdin: header + one })
    expect(first).toMatchObject({
      exitCode: 0,
      err: 'stdin: 1 row, 12 November, 1 person, as m2m-push at timesheets.test\nstdin: 1:30 h in the file, 1:30 h to store\n',
    })
    const told = await pushed('-', { ...options, format: 'toggl' }, { stdin: header + one })
    expect(told.out).toBe('1 unchanged in 0.0 s\n')
  })

  it('still reads our own CSV from the standard input', async () => {
    const stdin = `userId,date,project,hours\n${'maria,2026-11-12,A,0.25\n'.repeat(40)}`
    expect((await pushed('-', {}, { stdin })).out).toBe('40 created in 0.0 s\n')
  })

  it('does what it is told where the columns say something else', async () => {
    expect(await pushed(await file(header + one), { format: 'csv' })).toMatchObject({
      failure: 'UsageError',
      out: expect.stringContaining('toggl.csv:1: there is no column date, hours'),
    })
    expect(await pushed(await file('a,b\n1,2\n'), { format: 'toggl', people: await people() })).toMatchObject(
      {
        failure: 'UsageError',
        out: expect.stringContaining(
          'toggl.csv:1: there is no column Start date, Start time, Project: an export of Toggl has Start date, Start time, Project; here it names a, b',
        ),
      },
    )
  })

  it('names what it found in a file that cannot be pushed, and the known formats', async () => {
    expect(await pushed(await file('Number,Customer\n1,ACME\n'))).toMatchObject({
      failure: 'UsageError',
      out: expect.stringMatching(
        /at least date,project,hours or those of a detailed export of Toggl, Clockify, Harvest, .* or Redmine; here it names Number, Customer\. If this is an export in another language, set the language of the tool's profile to English/,
      ),
    })
    expect(requests).toEqual([])
  })

  it('says of flags that our own files have no use for them', async () => {
    const own = await file('userId,date,project,hours\n', 'november.csv')
    expect(await pushed(own, { round: 'up' })).toMatchObject({
      failure: 'UsageError',
      out: expect.stringMatching(
        /^--round up only applies to detailed exports of .*, and november\.csv is not one by its content: omit it/,
      ),
    })
  })

  it.each([
    ['that is not there', undefined, /nobody\.csv is not there$/],
    [
      'without a column userId',
      'email\nx@y.example\n',
      /^nobody\.csv:1: a file of people has the columns userId/,
    ],
    [
      'with an address of two',
      'userId,email\na,x@y.example\nb,x@y.example\n',
      /^nobody\.csv:3: "x@y\.example" is b/,
    ],
  ])('refuses people from a file %s', async (_, content, message) => {
    const path = content === undefined ? join(folder, 'nobody.csv') : await file(content, 'nobody.csv')
    expect(await pushed(await file(header + one), { people: path })).toMatchObject({
      failure: 'UsageError',
      out: expect.stringMatching(message),
    })
    expect(api.entries).toEqual([])
  })

  it('has nothing to push of a header alone', async () => {
    expect(await pushed(await file(header))).toMatchObject({
      exitCode: 0,
      out: 'No rows: nothing to push.\n',
    })
  })
})
