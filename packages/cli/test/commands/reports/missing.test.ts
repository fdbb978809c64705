import { personCaller } from 'timesheets-sdk/testing'
import { describe, expect, it, test } from 'vitest'
import { missing, missingCommand } from '../../../src/commands/reports/missing.ts'
import { useFakeApi } from '../../support/fake-api.ts'
import { optionsOf } from '../../support/parse-flags.ts'

test.each([
  [[], { week: undefined, due: false, reason: undefined, json: false }],
  [
    ['--week', '2026-11-18', '--due', '--reason', 'rejected', '--json'],
    { week: '2026-W47', due: true, reason: 'rejected', json: true },
  ],
  [['--week', '2026-W54'], '--week: "2026-W54" must be a week that exists: 2026 has weeks 01 to 53'],
  [['--reason', 'lazy'], expect.stringContaining('Allowed choices are not_started, below_expected')],
])('missing %j', async (args, expected) => {
  expect(await optionsOf(missingCommand, args)).toEqual(expected)
})

describe('missing', () => {
  const { api, context } = useFakeApi()
  const boss = personCaller('auth0|boss', { scopes: ['read:timesheets', 'approve:timesheets'] })
  const options = { week: undefined, due: false, reason: undefined, json: false }

  async function seed() {
    api.addPerson('auth0|maria', { name: 'Maria', email: 'maria@abc.example', expectedHoursPerWeek: 40 })
    api.addPerson('auth0|carl', {
      name: 'Carl',
      kind: 'contractor',
      expectedHoursPerWeek: 16,
      timeZone: 'Etc/UTC',
    })
    const { client } = await context().connect()
    await client.entries.create({ userId: 'auth0|carl', date: '2026-11-16', project: 'A', hours: 7.5 })
  }

  it('shows who has not handed in the last week that is over', async () => {
    await seed()
    const { io, connect } = context(boss)
    expect(await missing(options, { io, connect })).toBe(0)
    expect(io.stdout.lines.map((line) => line.replaceAll(/ {2,}/g, '  '))).toEqual([
      'WEEK  PERSON  NAME  KIND  MISSING  HOURS  REMINDED',
      '2026-W47  auth0|carl  Carl  contractor  below expected  7:30 of 16:00',
      '2026-W47  auth0|maria  Maria  employee  not started  0:00 of 40:00',
    ])
    expect(io.stderr.text).toBe('')
  })

  it('says where the week is not over yet, and when somebody was reminded', async () => {
    await seed()
    const { client } = await context(boss).connect()
    await client.reminders.send({ week: '2026-W47' })
    const { io, connect } = context(boss)
    await missing({ ...options, week: '2026-W48', reason: 'not_started' }, { io, connect })
    expect(io.stdout.text).toContain('not started, not over yet')
    const past = context(boss)
    await missing(options, past)
    expect(past.io.stdout.text).toMatch(/0:00 of 40:00 {2}2026-11-24\n/)
    const due = context(boss)
    await missing({ ...options, week: '2026-W48', due: true }, due)
    expect([due.io.stdout.text, due.io.stderr.text]).toEqual(['', 'Nobody is missing in 2026-W48.\n'])
  })

  it('prints NDJSON', async () => {
    await seed()
    const { io, connect } = context(boss)
    await missing({ ...options, json: true }, { io, connect })
    expect(io.stdout.lines.map((line) => JSON.parse(line))).toMatchObject([
      { userId: 'auth0|carl', reason: 'below_expected', due: true },
      { userId: 'auth0|maria', email: 'maria@abc.example', remindedAt: null },
    ])
  })
})
