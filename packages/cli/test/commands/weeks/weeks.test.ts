import { personCaller } from 'timesheets-sdk/testing'
import { describe, expect, it, test } from 'vitest'
import { approveCommand, decide, rejectCommand } from '../../../src/commands/weeks/decide.ts'
import { listWeeks, listWeeksCommand, queue } from '../../../src/commands/weeks/list.ts'
import { showWeek, showWeekCommand } from '../../../src/commands/weeks/show.ts'
import { recall, submit, submitCommand } from '../../../src/commands/weeks/submit.ts'
import { machine, maria, useFakeApi } from '../../support/fake-api.ts'
import { optionsOf } from '../../support/parse-flags.ts'

const week = '2026-W46'
const boss = personCaller('auth0|boss', { scopes: ['read:timesheets', 'approve:timesheets'] })

test.each([
  [['2026-W46'], { week, json: false }],
  [['2026-w46'], { week, json: false }],
  [['2026-11-12', '--json'], { week, json: true }],
  [['2026-W54'], 'week: "2026-W54" must be a week that exists: 2026 has weeks 01 to 53'],
  [[], expect.stringContaining("missing required argument 'week'")],
])('submit %j', async (args, expected) => {
  expect(await optionsOf(submitCommand, args)).toEqual(expected)
})

test.each([
  [[], { filters: {}, json: false }],
  [['--from', '2026-W48', '--to', '2026-W40'], '--from 2026-W48 is after --to 2026-W40'],
  [
    ['--user', 'auth0|maria', '--status', 'approved', '--from', '2026-11-02', '--to', '2026-W48'],
    { filters: { userId: 'auth0|maria', status: 'approved', from: '2026-W45', to: '2026-W48' }, json: false },
  ],
  [['--everyone'], { filters: { everyone: true }, json: false }],
  [['--status', 'done'], '--status: "done" is none of open, submitted, approved, rejected'],
  [['--user', 'x', '--everyone'], '--user and --everyone exclude each other'],
])('list %j', async (args, expected) => {
  expect(await optionsOf(listWeeksCommand, args)).toEqual(expected)
})

test.each([
  [['2026-W46'], 'say whose week: name a person, or several'],
  [['2026-W46', 'x', '--unflagged'], '--unflagged finds the people itself: leave the names out'],
  [
    ['2026-W46', 'x', 'y'],
    { action: 'approve', week, userIds: ['x', 'y'], unflagged: false, reason: undefined, json: false },
  ],
])('approve %j', async (args, expected) => {
  expect(await optionsOf(approveCommand, args)).toEqual(expected)
})

test('a reject needs its reason', async () => {
  expect(await optionsOf(rejectCommand, ['2026-W46', 'x'])).toContain('--reason')
  expect(await optionsOf(showWeekCommand, ['2026-W46'])).toEqual({ week, userId: 'me', json: false })
})

describe('the life of a week', () => {
  const { api, context } = useFakeApi()
  const one = { week, unflagged: false, json: false }

  async function logged(userId: string, hours = 7.5) {
    const { client } = await context(machine).connect()
    await client.entries.create({ userId, date: '2026-11-12', project: 'A', hours })
  }

  it('is submitted, rejected with a reason that its owner reads, submitted again and approved', async () => {
    api.addPerson('auth0|maria', { name: 'Maria Silva', expectedHoursPerWeek: 0 })
    await logged('auth0|maria')
    const submitted = context(maria)
    expect(await submit({ week, json: false }, submitted)).toBe(0)
    expect(submitted.io.stdout.text).toBe('Submitted  2026-W46  auth0|maria  submitted  7:30\n')

    const waiting = context(boss)
    expect(await queue({ json: false }, waiting)).toBe(0)
    expect(waiting.io.stdout.text).toMatch(/2026-W46 {2}auth0\|maria {2}Maria Silva {2}submitted/)

    const rejected = context(boss)
    const reason = 'Thursday belongs to ACME-43'
    expect(await decide({ ...one, action: 'reject', userIds: ['auth0|maria'], reason }, rejected)).toBe(0)
    expect(rejected.io.stdout.text).toBe('Rejected  2026-W46  auth0|maria  rejected  7:30\n')

    const shown = context(maria)
    await showWeek({ week, userId: 'me', json: false }, shown)
    expect(shown.io.stdout.text).toContain('reason       Thursday belongs to ACME-43\n')
    expect(shown.io.stdout.text).toContain('you may      submit\n')

    await submit({ week, json: false }, context(maria))
    const approved = context(boss)
    const approval = { ...one, action: 'approve', userIds: ['auth0|maria'], reason: undefined } as const
    expect(await decide(approval, approved)).toBe(0)
    expect(approved.io.stdout.text).toContain('Approved  2026-W46  auth0|maria  approved  7:30')
    await expect(recall({ week, json: false }, context(maria))).rejects.toMatchObject({
      code: 'illegal_transition',
    })
  })

  it('shows what is expected on each day, and why', async () => {
    api.setPolicy({
      holidayCalendars: [{ name: 'DE-BE', days: [{ date: '2026-11-10', name: 'Founding day' }] }],
    })
    api.addPerson('auth0|maria', { activeFrom: '2026-01-01', holidayCalendar: 'DE-BE' })
    api.addAbsence('auth0|maria', '2026-11-11', '2026-11-11')
    await logged('auth0|maria')
    const shown = context(maria)
    await showWeek({ week, userId: 'me', json: false }, shown)
    expect(shown.io.stdout.lines.filter((line) => line.startsWith('2026-'))).toEqual([
      '2026-11-09   0:00 of 8:00',
      '2026-11-10   0:00  public holiday, Founding day',
      '2026-11-11   0:00  absent',
      '2026-11-12   7:30 of 8:00',
      '2026-11-13   0:00 of 8:00',
    ])
  })

  it('approves those without flags, and says which of many could not be', async () => {
    await logged('auth0|ann', 7.5)
    await logged('auth0|bob', 11.5)
    for (const userId of ['auth0|ann', 'auth0|bob']) {
      const owner = personCaller(userId)
      await submit({ week, json: false }, context(owner))
    }
    const unflagged = context(boss)
    const approval = { ...one, action: 'approve', userIds: [], unflagged: true, reason: undefined } as const
    expect(await decide(approval, unflagged)).toBe(0)
    expect(unflagged.io.stdout.text).toBe('Approved  2026-W46  auth0|ann  approved  7:30\n')

    const both = context(boss)
    const again = { ...approval, unflagged: false, userIds: ['auth0|ann', 'auth0|bob'] }
    expect(await decide(again, both)).toBe(3)
    expect(both.io.stdout.text).toContain('Approved  2026-W46  auth0|bob  approved  11:30')
    expect(both.io.stderr.text).toContain('Refused  2026-W46  auth0|ann  week 2026-W46 is approved')

    const listed = context(boss)
    await listWeeks({ filters: { everyone: true, status: 'approved' }, json: true }, listed)
    expect(listed.io.stdout.text.trim().split('\n')).toHaveLength(2)
  })
})
