import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { namedPeople, people } from 'dev-issuer'
import type { Entry } from 'timesheets-sdk/model'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { clockify, harvest, toggl } from '../../packages/timesheets-sdk/test/import/support/exports.ts'
import { runCli, tokenEnv } from '../support/cli.ts'
import { clientWith, entriesOf } from '../support/client.ts'
import { reportOf } from '../support/push-report.ts'
import { startSystem, type TestSystem } from '../support/system.ts'
import { machineToken, personToken } from '../support/tokens.ts'

describe('an export of another tool', () => {
  let system: TestSystem
  let peopleFile = ''
  // Each test has a person of its own, so that none sees the entries of another.
  const unused = people.filter(({ role }) => role === 'member').values()
  const nextPerson = () => {
    const { value } = unused.next()
    if (!value) throw new RangeError('there are more tests than people')
    const [firstName = '', ...others] = value.name.split(' ')
    return { ...value, firstName, lastName: others.join(' ') }
  }

  beforeAll(async () => {
    system = await startSystem({ engine: 'sqlite' })
    peopleFile = await file(
      'people.csv',
      ['userId,email,name', ...people.map(({ userId, email, name }) => `${userId},${email},${name}`)].join(
        '\n',
      ),
    )
  })
  afterAll(() => system?.[Symbol.asyncDispose]())

  async function file(name: string, content: string): Promise<string> {
    const path = join(system.folder, name)
    await writeFile(path, content)
    return path
  }

  const push = (path: string, ...flags: string[]) =>
    runCli(['push', path, '--people', peopleFile, ...flags], system.asMachine())

  async function stored(person: { readonly userId: string }): Promise<Entry[]> {
    const token = await personToken(system.issuer.issuer, person.userId)
    return entriesOf(clientWith(system.api.url, token))
  }

  const hoursOf = async (person: { readonly userId: string }) =>
    (await stored(person)).map(({ date, hours }) => `${date} ${hours}`).toSorted()

  it.each([
    {
      tool: 'Toggl',
      write: (person: ReturnType<typeof nextPerson>, hours: number) =>
        toggl(
          { User: person.name, Email: person.email, 'Start date': '2024-03-04', Duration: `0${hours}:30:00` },
          { User: person.name, Email: person.email, 'Start date': '2024-03-05', Duration: '00:45:00' },
        ),
    },
    {
      tool: 'Clockify',
      write: (person: ReturnType<typeof nextPerson>, hours: number) =>
        clockify(
          {
            User: person.name,
            Email: person.email,
            'Start Date': '03/04/2024',
            'End Date': '03/04/2024',
            'Duration (h)': `0${hours}:30:00`,
          },
          {
            User: person.name,
            Email: person.email,
            'Start Date': '03/05/2024',
            'End Date': '03/05/2024',
            'Duration (h)': '00:45:00',
          },
          // It shows that the month comes first; a break is not work.
          {
            User: person.name,
            Email: person.email,
            'Start Date': '03/13/2024',
            'End Date': '03/13/2024',
            'Duration (h)': '00:15:00',
          },
        ),
    },
    {
      tool: 'Harvest',
      write: ({ firstName, lastName }: ReturnType<typeof nextPerson>, hours: number) =>
        harvest(
          { 'First Name': firstName, 'Last Name': lastName, Date: '04.03.2024', Hours: `${hours},50` },
          { 'First Name': firstName, 'Last Name': lastName, Date: '05.03.2024', Hours: '0,75' },
          { 'First Name': firstName, 'Last Name': lastName, Date: '13.03.2024', Hours: '0,25' },
        ),
    },
  ])(
    'of $tool is stored once, however often it is pushed, and changes by what was corrected',
    async ({ tool, write }) => {
      const person = nextPerson()
      const path = await file(`${tool}.csv`, write(person, 1))
      const first = reportOf(await push(path, '--json'))
      const all = await hoursOf(person)
      expect(first).toMatchObject({ created: all.length, updated: 0, unchanged: 0, rejected: 0 })
      expect(all.slice(0, 2)).toEqual(['2024-03-04 1.5', '2024-03-05 0.75'])

      expect(reportOf(await push(path, '--json'))).toMatchObject({ created: 0, unchanged: all.length })

      await file(`${tool}.csv`, write(person, 2))
      expect(reportOf(await push(path, '--json'))).toMatchObject({
        created: 0,
        updated: 1,
        unchanged: all.length - 1,
      })
      expect((await hoursOf(person)).slice(0, 2)).toEqual(['2024-03-04 2.5', '2024-03-05 0.75'])
    },
  )

  it('has those whom nobody knows listed once each, and nothing stored where nothing says who is who', async () => {
    const person = nextPerson()
    const known = { User: person.name, Email: person.email, 'Start date': '2024-03-04' }
    const noor = { ...known, User: 'Noor', Email: 'noor@elsewhere.example' }
    const path = await file('strangers.csv', toggl(known, noor, { ...noor, 'Start time': '12:00:00' }))

    const refused = await runCli(['push', path], system.asMachine())
    expect(refused.code).toBe(2)
    expect(refused.stderr).toContain(`${person.name} <${person.email}>, 1 row\n`)
    expect(refused.stderr.match(/Noor <noor@elsewhere\.example>, 2 rows/g)).toHaveLength(1)
    expect(refused.stderr).toContain('--people')
    expect(await stored(person)).toEqual([])

    const pushed = await push(path)
    expect(pushed.code).toBe(3)
    expect(pushed.stderr.match(/Noor/g)).toHaveLength(1)
    expect(pushed.stderr).not.toContain(person.name)
    expect(pushed.stdout).toContain('1 created, 2 rejected')
  })

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
    expect(stdout).toContain(`fix, then push that file with --people ${peopleFile} --round up`)

    const reportPath = join(system.folder, 'mixed.rejected.csv')
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
    const { cwd, env } = system.asMachine()
    const temporary = join(system.folder, 'temporary')
    await mkdir(temporary)
    const ending = await runCli(['push', '-', '--people', peopleFile], {
      cwd,
      env: { ...env, TMPDIR: temporary },
      input,
    })
    expect(ending.stdout).toContain('1 created')
    expect(ending.code).toBe(0)
    expect(await hoursOf(person)).toEqual(['2024-03-04 1.5'])
    expect(await readdir(temporary)).toEqual([])
  })

  it("is a person's own where they push it, unless it has the time of others", async () => {
    const person = nextPerson()
    const token = await personToken(system.issuer.issuer, person.userId)
    const options = { cwd: system.folder, env: tokenEnv({ api: system.api.url, home: system.folder }, token) }
    const row = { User: 'As I am called there', Email: person.email, 'Start date': '2024-03-04' }
    const mine = await file('mine.csv', toggl(row))
    expect((await runCli(['push', mine], options)).code).toBe(0)
    expect(await hoursOf(person)).toEqual(['2024-03-04 1.5'])

    // Nothing but a file of people makes somebody else's address that of the one who pushes.
    const elsewhere = await file(
      'elsewhere.csv',
      toggl({ ...row, Email: 'me@home.example', 'Start time': '14:00:00' }),
    )
    const unknown = await runCli(['push', elsewhere], options)
    expect(unknown.code).toBe(2)
    expect(unknown.stderr).toContain('has the time of As I am called there <me@home.example>')
    const me = await file('me.csv', `userId,email\n${person.userId},me@home.example\n`)
    expect((await runCli(['push', elsewhere, '--people', me], options)).stdout).toContain('1 created')

    const ours = await file('ours.csv', toggl(row, { ...row, User: 'Li', Email: 'li@home.example' }))
    const refused = await runCli(['push', ours], options)
    expect(refused.code).toBe(2)
    expect(refused.stderr).toContain('Li <li@home.example>, 1 row')
    expect(await stored(person)).toHaveLength(2)
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
    const plain = await runCli(['push', path], system.asMachine())
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

  describe('from the field', () => {
    const folder = join(import.meta.dirname, '../fixtures/imports')
    /** A person of this test whom the file calls Mira Holm. */
    async function mira() {
      const person = nextPerson()
      const people = `userId,email,name\n${person.userId},mira@abc.example,Mira Holm\n`
      return { person, peopleFile: await file(`${person.userId.replace(/\W/g, '-')}.csv`, people) }
    }
    const pushAs = async (name: string, peopleFile: string, ...flags: string[]) =>
      runCli(
        ['push', join(folder, name), '--people', peopleFile, '--no-report', '--json', ...flags],
        system.asMachine(),
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
      const token = await personToken(system.issuer.issuer, person.userId)
      const options = {
        cwd: system.folder,
        env: tokenEnv({ api: system.api.url, home: system.folder }, token),
      }
      const pushed = async (path: string) =>
        reportOf(await runCli(['push', path, '--format', 'toggl', '--json', '--no-report'], options), 3)
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
        const ending = await pushAs('a03-clockify-header-es-approximate.csv', peopleFile, ...flags)
        expect(ending.code).toBe(2)
        expect(ending.stderr).toContain(
          "set the language of the tool's profile to English and export it again",
        )
      },
    )

    it('Harvest sorted the other way changes nothing in an approved week', async () => {
      const { person, peopleFile: known } = await mira()
      expect(reportOf(await pushAs('a06a-harvest-newest-last.csv', known))).toMatchObject({ created: 3 })
      const { issuer } = system.issuer
      const owner = clientWith(system.api.url, await personToken(issuer, person.userId))
      await owner.weeks.submit('2026-W48')
      const approver = clientWith(system.api.url, await personToken(issuer, namedPeople.managers[0]))
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

    it('what was exported, corrected in one row and pushed back changes that one', async () => {
      const person = nextPerson()
      const token = await personToken(system.issuer.issuer, person.userId)
      const options = {
        cwd: system.folder,
        env: tokenEnv({ api: system.api.url, home: system.folder }, token),
      }
      const mine = await file('own.csv', 'date,project,hours\n2024-03-04,ACME-42,7.5\n2024-03-05,ACME-42,8\n')
      expect((await runCli(['push', mine], options)).code).toBe(0)
      for (const [format, from, to] of [
        ['csv', ',7.5,', ',6.5,'],
        ['ndjson', '"hours":6.5', '"hours":5.5'],
      ] as const) {
        const path = join(system.folder, `exported.${format}`)
        const range = ['--from', '2024-03-01', '--to', '2024-03-31']
        expect((await runCli(['export', ...range, '--format', format, '--output', path], options)).code).toBe(
          0,
        )
        await writeFile(path, (await readFile(path, 'utf8')).replace(from, to))
        const tried = reportOf(await runCli(['push', path, '--dry-run', '--json'], options))
        expect(tried).toMatchObject({ created: 0, updated: 1, unchanged: 1 })
        // By another client than the one that made them.
        const pushed =
          format === 'csv'
            ? await runCli(['push', path, '--json'], system.asMachine())
            : await runCli(['push', path, '--json'], options)
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
        const ending = await runCli(['push', path, '--json', '--no-report'], system.asMachine())
        const { rejected, rejections } = reportOf(ending, 3)
        expect(rejected).toBe(18)
        const [first] = rejections
        expect(first?.message).toMatch(/^line \d+ has the same externalId/)
      }
      expect(await hoursOf(person)).toEqual(['2024-03-28 2', '2024-03-29 2'])
    })

    it('an exported workbook is pushed back, and changes nothing', async () => {
      const person = nextPerson()
      const rows = ['userId,date,project,hours,externalId']
      for (const day of [4, 5]) rows.push(`${person.userId},2024-03-0${day},ACME-42,7.5,sync-${day}`)
      const whole = await file('whole.csv', rows.join('\n'))
      const range = ['--from', '2024-03-01', '--to', '2024-03-31']
      expect((await runCli(['push', whole], system.asMachine())).code).toBe(0)
      const workbook = join(system.folder, 'exported.xlsx')
      const own = ['export', '--user', person.userId, ...range, '--format', 'xlsx', '--output', workbook]
      expect((await runCli(own, system.asMachine())).code).toBe(0)
      const again = reportOf(await runCli(['push', workbook, '--json'], system.asMachine()))
      expect(again).toMatchObject({ created: 0, updated: 0, unchanged: 2, rejected: 0 })
    })
  })

  it.each([
    [
      'solidtime',
      'Description,Task,Project,Client,User,Start,End,Duration,Duration (decimal),Billable,Tags',
      'Review,Design,ACME-42,ACME GmbH,NAME,2024-03-04 09:00:00,2024-03-04 10:30:00,1:30:00,1.5,Yes,',
    ],
    [
      'Kimai',
      'Date,From,To,Duration,Rate,User,Customer,Project,Activity,Description,Exported,Billable,Tags,Hourly rate,Fixed rate',
      '2024-03-04,09:00,10:30,1:30,150,NAME,ACME GmbH,Relaunch,Design,Review,No,Yes,,100,',
    ],
    [
      'Tempo',
      'Issue Key,Issue summary,Hours,Work date,User Account ID,Full name,Period,Account Key,Account Name,Account Customer,Project Key,Project Name,Work Description,Billed Hours',
      'WEB-7,New shop,1.5,2024-03-04 09:00,5f1,NAME,1126,ACC,Shop,ACME GmbH,WEB,Web shop,Review,1.5',
    ],
    [
      'Everhour',
      'Date,Member,Client,Project,Task,Time,Billable,Comment',
      '03/04/2024,NAME,ACME GmbH,Relaunch,Design,1h 30m,Yes,Review',
    ],
  ])('of %s is stored', async (tool, header, row) => {
    const person = nextPerson()
    const path = await file(`${tool}.csv`, `${header}\n${row.replace('NAME', person.name)}\n`)
    const flags = tool === 'Everhour' ? ['--date-order', 'mdy'] : []
    expect(reportOf(await push(path, '--json', ...flags))).toMatchObject({ created: 1, rejected: 0 })
    expect(await hoursOf(person)).toEqual(['2024-03-04 1.5'])
  })

  it('a month of pushed hours is closed, and its file is the same for payroll afterwards', async () => {
    const person = nextPerson()
    const rows = `userId,date,project,hours\n${person.userId},2023-03-15,ACME-42,7.5\n`
    expect((await runCli(['push', await file('march.csv', rows)], system.asMachine())).code).toBe(0)
    const { issuer } = system.issuer
    const as = (token: string) => ({
      cwd: system.folder,
      env: tokenEnv({ api: system.api.url, home: system.folder }, token),
    })
    const payroll = as(await personToken(issuer, namedPeople.payroll))
    const refused = await runCli(['periods', 'close', '2023-03'], payroll)
    expect(refused.code).toBe(3)
    expect(refused.stderr).toContain(`${person.userId}`)
    expect(refused.stderr).toContain('not submitted: remind the person')

    const member = clientWith(system.api.url, await personToken(issuer, person.userId))
    await member.weeks.submit('2023-W11')
    const approved = await runCli(['weeks', 'approve', '2023-W11', person.userId], payroll)
    expect(approved.code).toBe(0)
    const first = join(system.folder, 'closed.csv')
    const closed = await runCli(['periods', 'close', '2023-03', '--output', first], payroll)
    expect(closed.stderr).toBe('')
    expect(closed.stdout).toMatch(/^Closed 2023-03 {2}version 1.*1 people, 1 lines, 7:30 hours/)

    const machine = as(await machineToken(issuer, 'm2m-payroll'))
    const second = join(system.folder, 'again.csv')
    expect((await runCli(['periods', 'export', '2023-03', '--output', second], machine)).code).toBe(0)
    expect(await readFile(second, 'utf8')).toBe(await readFile(first, 'utf8'))
    expect((await runCli(['periods', 'close', '2023-04'], machine)).code).toBe(4)
    const other = as(await machineToken(issuer))
    expect((await runCli(['periods', 'export', '2023-03'], other)).code).toBe(4)
    const reopened = await runCli(['periods', 'reopen', '2023-03', '--reason', 'a try'], payroll)
    expect(reopened.code).toBe(0)
  })
})
