import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { people } from 'dev-issuer'
import type { Entry } from 'timesheets-sdk/model'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { clockify, harvest, toggl } from '../../packages/timesheets-sdk/test/import/support/exports.ts'
import { runCli, tokenEnv } from '../support/cli.ts'
import { clientWith, entriesOf } from '../support/client.ts'
import { reportOf } from '../support/push-report.ts'
import { startSystem, type TestSystem } from '../support/system.ts'
import { personToken } from '../support/tokens.ts'

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
          // It shows that the month comes first; a break is no work.
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

  it('has its rejected rows in a report, in its own columns, which is mended and pushed', async () => {
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
      { ...row, Duration: '00:00:00' },
      { ...row, 'Start time': '14:00:00', Billable: 'Maybe' },
    )
    const path = await file('mixed.csv', content)
    const { code, stdout } = await push(path, '--round', 'up')
    expect(code).toBe(3)
    expect(stdout).toContain('1 created, 3 rejected')
    expect(stdout).toContain(`mend, then push that file with --people ${peopleFile} --round up`)

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

    const mend = (text: string) =>
      text.replace('30:15:00', '03:15:00').replace('00:00:00', '00:15:00').replace('Maybe', 'No')
    await writeFile(reportPath, mend(report))
    expect((await push(reportPath)).stdout).toContain('3 created')
    expect(await hoursOf(person)).toEqual([
      '2024-03-04 0.25',
      '2024-03-04 1.5',
      '2024-03-04 1.5',
      '2024-03-04 3.25',
    ])
    // Each row has the name that it has in the export, so this one says nothing new.
    await writeFile(path, mend(content))
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
    const row = { User: 'As I am called there', Email: 'me@home.example', 'Start date': '2024-03-04' }
    const mine = await file('mine.csv', toggl(row))
    expect((await runCli(['push', mine], options)).code).toBe(0)
    expect(await hoursOf(person)).toEqual(['2024-03-04 1.5'])

    const ours = await file('ours.csv', toggl(row, { ...row, User: 'Li', Email: 'li@home.example' }))
    const refused = await runCli(['push', ours], options)
    expect(refused.code).toBe(2)
    expect(refused.stderr).toContain('Li <li@home.example>, 1 row')
    expect(await stored(person)).toHaveLength(1)
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
    expect(stderr).toContain('--people')
    const plain = await runCli(['push', path], system.asMachine())
    expect(plain.code).toBe(2)
    expect(plain.stderr).toMatch(
      /at least date,project,hours or .* Toggl, Clockify or Harvest.*Number, Customer, Amount/,
    )
    const forced = await push(path, '--format', 'harvest')
    expect(forced.code).toBe(2)
    expect(forced.stderr).toContain('invoices.csv:1: an export of Harvest has Date, Hours, Project')
  })
})
