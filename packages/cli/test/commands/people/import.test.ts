import { personCaller } from 'timesheets-sdk/testing'
import { describe, expect, it, test } from 'vitest'
import { importPeople, importPeopleCommand } from '../../../src/commands/people/import.ts'
import { machine, useFakeApi } from '../../support/fake-api.ts'
import { optionsOf } from '../../support/parse-flags.ts'

test.each([
  [['roster.csv'], { file: 'roster.csv', dryRun: false, json: false }],
  [['-', '--dry-run', '--json'], { file: '-', dryRun: true, json: true }],
  [
    ['a.csv', '--encoding', 'windows-1252'],
    { file: 'a.csv', dryRun: false, json: false, encoding: 'windows-1252' },
  ],
  [[], expect.stringContaining("missing required argument 'file'")],
  [['a.csv', '--remove-missing'], expect.stringContaining("unknown option '--remove-missing'")],
])('people import %j', async (args, expected) => {
  expect(await optionsOf(importPeopleCommand, args)).toEqual(expected)
})

const header = 'userId,name,email,kind,managerId,expectedHoursPerWeek,activeFrom,activeTo,timeZone'
const maria = 'auth0|maria,Maria,maria@abc.example,employee,auth0|boss,40,2026-01-01,,Europe/Berlin'
const carl = "auth0|carl,Carl,,Contractor,,'16.5,2026-02-01,2026-12-31,"

describe('people import', () => {
  const { api, context, requests } = useFakeApi()
  const options = { file: '-', dryRun: false, json: false }

  async function run(lines: string[], more: Partial<typeof options> = {}, caller = machine) {
    const { io, connect } = context(caller, { stdin: `${lines.join('\n')}\n` })
    const exitCode = await importPeople({ ...options, ...more }, { io, connect })
    return { exitCode, out: io.stdout.lines, err: io.stderr.text }
  }

  it('puts every row, and the same file again changes nothing', async () => {
    const first = await run([header, maria, carl.replace("'", '')])
    expect(first).toEqual({ exitCode: 0, out: ['2 added in 0.0 s'], err: '' })
    expect(api.people).toMatchObject([
      { userId: 'auth0|carl', kind: 'contractor', expectedHoursPerWeek: 16.5, timeZone: 'Etc/UTC' },
      { userId: 'auth0|maria', managerId: 'auth0|boss', timeZone: 'Europe/Berlin' },
    ])
    requests.length = 0
    expect((await run([header, maria, carl.replace("'", '')])).out).toEqual(['2 unchanged in 0.0 s'])
    expect(requests.filter((request) => request.startsWith('PUT'))).toEqual([])
  })

  it('does not overwrite a person whom somebody else has changed since the file was compared', async () => {
    const person = { kind: 'employee', activeFrom: '2026-01-01' } as const
    api.addPerson('auth0|maria', { ...person, name: 'Maria', rateGroup: 'junior' })
    api.addPerson('auth0|carl', { ...person, name: 'Carl' })
    const row = 'employee,32,2026-01-01'
    const stdin = [
      'userId,name,kind,expectedHoursPerWeek,activeFrom',
      `auth0|maria,Maria,${row}`,
      `auth0|carl,Carl,${row}`,
    ].join('\n')
    const { io, connect } = context(machine, { stdin })
    const session = await connect()
    const people = {
      ...session.client.people,
      async *list() {
        yield* session.client.people.list()
        api.addPerson('auth0|maria', { ...person, name: 'Maria', rateGroup: 'senior' })
      },
    }
    const overtaken = { ...session, client: { ...session.client, people } } as unknown as typeof session
    expect(await importPeople(options, { io, connect: async () => overtaken })).toBe(3)
    expect(io.stdout.lines[0]).toBe('stdin:2  auth0|maria  the person was changed meanwhile: read it again')
    expect(api.people).toMatchObject([
      { userId: 'auth0|carl', expectedHoursPerWeek: 32 },
      { userId: 'auth0|maria', rateGroup: 'senior' },
    ])
  })

  it('does not replace a person whom somebody else has added since the file was compared', async () => {
    const { io, connect } = context(machine, { stdin: [header, maria].join('\n') })
    const session = await connect()
    const people = {
      ...session.client.people,
      async *list() {
        yield* session.client.people.list()
        api.addPerson('auth0|maria', { kind: 'employee', activeFrom: '2026-01-01', name: 'Of somebody else' })
      },
    }
    const overtaken = { ...session, client: { ...session.client, people } } as unknown as typeof session
    expect(await importPeople(options, { io, connect: async () => overtaken })).toBe(3)
    expect(io.stdout.lines[0]).toMatch(/^stdin:2 {2}auth0\|maria {2}the person already exists: /)
    expect(api.people).toMatchObject([{ name: 'Of somebody else' }])
  })

  it('takes columns in any order, and says which it does not know', async () => {
    const { exitCode, err } = await run([
      'activeFrom,Kind,department,expectedHoursPerWeek,name,userId',
      '2026-01-01,employee,sales,"37,5",Ann,auth0|ann',
    ])
    expect(exitCode).toBe(0)
    expect(err).toBe('timesheets: stdin: the columns department are not known: they are left out\n')
    expect(api.people).toMatchObject([{ userId: 'auth0|ann', expectedHoursPerWeek: 37.5 }])
  })

  it('reads texts that are written as formulas, so that a spreadsheet keeps their zeros', async () => {
    await run([header, '="0042","=""Ann""",,employee,="0007",40,2026-01-01,,'])
    expect(api.people).toMatchObject([{ userId: '0042', name: 'Ann', managerId: '0007' }])
  })

  it('says in a dry run what would become of each row, and stores nothing', async () => {
    api.addPerson('auth0|carl', { name: 'Carl', kind: 'contractor', expectedHoursPerWeek: 16 })
    api.addPerson('auth0|zoe', { name: 'Zoe' })
    const { exitCode, out } = await run(
      [
        header,
        maria,
        carl.replace("'", ''),
        'auth0|zoe,Zoe,,employee,,40,2000-01-01,,',
        'auth0|boss,Boss,,employee,auth0|maria,40,2026-01-01,,',
      ],
      { dryRun: true },
    )
    expect(exitCode).toBe(3)
    expect(out).toEqual([
      'stdin:2  auth0|maria  would be added',
      'stdin:3  auth0|carl  would be updated',
      'stdin:4  auth0|zoe  unchanged',
      'stdin:5  auth0|boss  would be rejected: auth0|boss reports to auth0|maria reports to auth0|boss: this is a cycle; change one of these managers',
      '1 would be added, 1 would be updated, 1 unchanged, 1 would be rejected in 0.0 s. Nothing was stored.',
    ])
    expect(api.people).toHaveLength(2)
  })

  it('takes rows without the empty cells at their end, as a spreadsheet omits them', async () => {
    const { exitCode, out } = await run([header, 'auth0|li,Li Wei,,employee,,40,2026-01-01', 'auth0|x,X'])
    expect(exitCode).toBe(3)
    expect(out.at(-1)).toMatch(/^1 added, 1 rejected/)
    expect(api.people.map(({ name }) => name)).toEqual(['Li Wei'])
  })

  it('tells rejected rows by file and line, and takes the others', async () => {
    const { exitCode, out } = await run([
      header,
      maria,
      'auth0|x,X,,worker,,many,2026-01-01,,',
      ',Nobody,,employee,,40,2026-01-01,,',
      'auth0|maria,Maria again,,employee,,40,2026-01-01,,',
      'auth0|self,Self,,employee,auth0|self,40,2026-01-01,,',
      'auth0|late,Late,no mail,employee,,40,2026-02-01,2026-01-01,Mars/Olympus',
      'auth0|short,Short',
    ])
    expect(exitCode).toBe(3)
    expect(out).toEqual([
      'stdin:3  expectedHoursPerWeek: "many" is not a number: write 38.5; kind must be one of employee, contractor',
      'stdin:4  userId is missing',
      'stdin:5  auth0|maria  stands in line 2 already: keep one of the two',
      'stdin:6  auth0|self  auth0|self would be their own manager: omit managerId for a person who reports to nobody',
      'stdin:7  email must be an e-mail address; timeZone must be an IANA time zone, such as Europe/Berlin; activeTo is before activeFrom',
      'stdin:8  the row has 2 cells where the first line names 9 columns: put a text that holds the delimiter in quotes',
      '1 added, 6 rejected in 0.0 s',
    ])
    expect(api.people.map(({ name }) => name)).toEqual(['Maria'])
  })

  it('prints one JSON object', async () => {
    const { exitCode, out } = await run([header, maria, 'x'], { json: true })
    expect(exitCode).toBe(3)
    expect(JSON.parse(out.join('\n'))).toEqual({
      file: '-',
      read: 2,
      added: 1,
      updated: 0,
      unchanged: 0,
      rejected: 1,
      rejections: [{ line: 3, code: 'malformed_row', message: expect.stringContaining('1 cells where') }],
    })
  })

  it('needs the columns that a person has to have', async () => {
    await expect(run(['userId,name', 'a,b'])).rejects.toThrow(
      'stdin:1: there is no column kind, expectedHoursPerWeek, activeFrom',
    )
    await expect(run([`${header},name`])).rejects.toThrow('stdin:1: the column name occurs twice')
    await expect(run(['']).then(({ out }) => out)).rejects.toThrow('stdin: the file is empty')
  })

  it('takes a file as a spreadsheet saves it, with semicolons', async () => {
    const { exitCode } = await run([header, maria].map((line) => line.replaceAll(',', ';')))
    expect(exitCode).toBe(0)
    expect(api.people).toHaveLength(1)
  })

  it('ends where the caller may not keep the roster', async () => {
    const reader = personCaller('auth0|ann', { scopes: ['read:timesheets', 'approve:timesheets'] })
    await expect(run([header, maria], {}, reader)).rejects.toMatchObject({ status: 403 })
    expect(api.people).toEqual([])
  })
})
