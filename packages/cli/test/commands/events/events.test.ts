import { personCaller } from 'timesheets-sdk/testing'
import { describe, expect, it, test } from 'vitest'
import { history, historyCommand } from '../../../src/commands/events/history.ts'
import { events, eventsCommand } from '../../../src/commands/events/list.ts'
import { machine, maria, useFakeApi } from '../../support/fake-api.ts'
import { optionsOf } from '../../support/parse-flags.ts'

const week = '2026-W46'
const entryId = '01a20d67-ffa8-71d5-8990-2f1ac5e2fcb1'
const boss = personCaller('auth0|boss', { scopes: ['read:timesheets', 'approve:timesheets'] })

test.each([
  [[], { query: {}, follow: false, json: false }],
  [
    ['--after', '7', '--follow', '--user', 'x', '--week', '2026-11-12', '--entry', entryId, '--json'],
    { query: { after: 7, userId: 'x', week, entryId }, follow: true, json: true },
  ],
  [
    ['--after', '7', '--generation', 'a1'],
    { query: { after: 7, generation: 'a1' }, follow: false, json: false },
  ],
  [['--generation', 'a1'], '--generation needs --after'],
  [['--after', '-1'], '--after: "-1" is not an event number'],
  [
    ['--order', 'newest', '--subject', 'policy', '--from', '2026-11-01', '--to', '2026-11-30'],
    {
      query: { order: 'newest', subject: 'policy', from: '2026-11-01', to: '2026-11-30' },
      follow: false,
      json: false,
    },
  ],
  [['--week', '2026-W54'], '--week: "2026-W54" must be a week that exists: 2026 has weeks 01 to 53'],
  [['--week', '2025-W53'], '--week: "2025-W53" must be a week that exists: 2025 has weeks 01 to 52'],
  [['--week', '1800-W01'], '--week: "1800-W01" must be between 1900-W01 and 3000-W01'],
  [['--entry', 'x'], '--entry: entryId must be a UUID'],
  [['--from', '2026-02-30'], '--from: from must be a date that exists, as YYYY-MM-DD'],
  [['--from', '2026-11-02', '--to', '2026-11-01'], '--from 2026-11-02 is after --to 2026-11-01'],
  [['--subject', 'weak'], expect.stringContaining('Allowed choices are')],
  [['--follow', '--order', 'newest'], '--follow and --order newest exclude each other'],
  [
    ['--after', '7', '--order', 'newest'],
    '--after and --order newest exclude each other: name days with --from and --to',
  ],
])('events %j', async (args, expected) => {
  expect(await optionsOf(eventsCommand, args)).toEqual(expected)
})

test.each([
  [[week], { week, userId: undefined, json: false }],
  [['2026-11-12', '--user', 'x', '--json'], { week, userId: 'x', json: true }],
  [[], expect.stringContaining("missing required argument 'week'")],
])('history %j', async (args, expected) => {
  expect(await optionsOf(historyCommand, args)).toEqual(expected)
})

describe('what changed', () => {
  const { context } = useFakeApi()

  async function aWeek() {
    const { client } = await context(maria).connect()
    const entry = await client.entries.create({
      date: '2026-11-12',
      project: 'ACME-42',
      hours: 7.5,
      note: 'review',
    })
    await client.entries.update(entry.id, { hours: 8, billable: false, note: null })
    await client.weeks.submit(week)
    const approver = (await context(boss).connect()).client
    await approver.weeks.reject('auth0|maria', week, 'Tuesday is missing')
    const other = await client.entries.create({ date: '2026-11-13', project: 'A', hours: 1 })
    await client.entries.delete(other.id)
    return entry
  }

  it('tells the history of a week in plain words, with the time of this machine', async () => {
    await aWeek()
    const { io, connect } = context(maria)
    expect(await history({ week, userId: undefined, json: false }, { io, connect })).toBe(0)
    const lines = io.stdout.lines.map((line) => line.replace(/^2026-11-2\d \d\d:\d\d {2}/, ''))
    expect(lines).toEqual([
      'auth0|maria  logged 7:30 on ACME-42, 2026-11-12 "review"',
      'auth0|maria  changed 7:30 on ACME-42, 2026-11-12 "review": now 8:00, no longer billable, without a note',
      'auth0|maria  submitted 2026-W46 with 8:00',
      'auth0|boss for auth0|maria  rejected 2026-W46: Tuesday is missing',
      'auth0|maria  logged 1:00 on A, 2026-11-13',
      'auth0|maria  deleted 1:00 on A, 2026-11-13',
    ])
  })

  it('tells what changed about people, projects, months and the policy, and why', async () => {
    const keeper = personCaller('auth0|kim', {
      scopes: ['read:timesheets', 'manage:timesheets', 'approve:timesheets', 'approve:any'],
    })
    const { client } = await context(keeper).connect()
    const maria = {
      name: 'Maria',
      kind: 'employee',
      expectedHoursPerWeek: 40,
      activeFrom: '2026-01-01',
    } as const
    await client.people.put('auth0|maria', maria)
    const hoursByWeekday = [8, 8, 8, 8, 0, 0, 0]
    const part = { ...maria, expectedHoursPerWeek: 32, hoursByWeekday, from: '2026-01-01' }
    await client.people.put('auth0|maria', part)
    await client.projects.put('A', { name: 'Robots' })
    await client.projects.put('A', { name: 'Robots', client: 'Kawa' })
    await client.policy.update({ maxHoursPerDay: 12 })
    await client.periods.close('2020-01', { force: true, reason: 'a try' })
    const { io, connect } = context(keeper)
    await events({ query: {}, follow: false, json: false }, { io, connect })
    const lines = io.stdout.lines.map((line) => line.replace(/^ +\d+ {2}\S+ \S+ {2}/, ''))
    expect(lines).toEqual([
      'auth0|kim for auth0|maria  person.added: name Maria, kind employee',
      'auth0|kim for auth0|maria  person.updated: expectedHoursPerWeek 40 → 32, hoursByWeekday none → 8 + 8 + 8 + 8 + 0 + 0 + 0',
      'auth0|kim  project.added A: name Robots',
      'auth0|kim  project.updated A: client none → Kawa',
      'auth0|kim  policy.updated: maxHoursPerDay 24 → 12',
      expect.stringMatching(
        /^auth0\|kim {2}period\.closed 2020-01: version 1, .*lockedThrough none → 2020-01-31: a try$/,
      ),
    ])
  })

  it('says where nothing was ever done', async () => {
    const { io, connect } = context(machine)
    expect(await history({ week, userId: 'auth0|maria', json: false }, { io, connect })).toBe(0)
    expect(io.stdout.text).toBe('')
    expect(io.stderr.text).toBe('Nothing has been done with 2026-W46.\n')
  })

  it('lists events with their numbers, or as NDJSON', async () => {
    const { id } = await aWeek()
    const text = context(machine)
    await events({ query: { after: 2 }, follow: false, json: false }, text)
    expect(text.io.stdout.lines[0]).toMatch(/^ {6}3 {2}2026-11-2\d \d\d:\d\d {2}auth0\|maria {2}submitted/)
    expect(text.io.stdout.lines).toHaveLength(4)
    const json = context(machine)
    await events({ query: { userId: 'auth0|maria', entryId: id }, follow: false, json: true }, json)
    expect(json.io.stdout.lines.map((line) => JSON.parse(line).action)).toEqual([
      'entry.created',
      'entry.updated',
    ])
  })

  it('lists the newest first, and one kind of thing on some days', async () => {
    await aWeek()
    const { io, connect } = context(maria)
    const query = { order: 'newest', subject: 'week', from: '2026-01-01', to: '2026-12-31' } as const
    expect(await events({ query, follow: false, json: true }, { io, connect })).toBe(0)
    const actions = io.stdout.lines.map((line) => JSON.parse(line).action)
    expect(actions).toEqual(['week.rejected', 'week.submitted'])
  })

  it('says where to continue when the log was restored from a backup without some events', async () => {
    await aWeek()
    const query = { after: 7, generation: 'fa4e00000001' }
    await expect(events({ query, follow: false, json: true }, context(machine))).rejects.toMatchObject({
      code: 'events_gone',
      message: expect.stringContaining('continue with after=6&generation=fa4e00000001'),
    })
  })

  it('follows until it is stopped', async () => {
    await aWeek()
    const { io, connect } = context(machine)
    const { stdout } = io
    const write = stdout.write
    stdout.write = async (content) => {
      await write(content)
      if (stdout.lines.length === 6) io.interrupt()
    }
    expect(await events({ query: {}, follow: true, json: true }, { io, connect })).toBe(130)
    expect(stdout.lines.map((line) => JSON.parse(line).sequence)).toEqual([1, 2, 3, 4, 5, 6])
  })
})
