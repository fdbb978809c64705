import { describe, expect, test } from 'vitest'
import { emptyWeek, type WeekRecord, weekActions, weekStatuses } from '../../src/model/index.ts'
import {
  type Caller,
  judgeWeekAction,
  weekActionsFor,
  weekAfter,
  weekTransitions,
} from '../../src/rules/index.ts'
import { machineCaller, personCaller } from '../../src/testing/callers.ts'

const nowMs = Date.parse('2026-11-27T16:00:00Z')
const policy = { lockedThrough: null }
const everything = [
  'read:timesheets',
  'create:timesheets',
  'delete:timesheets',
  'approve:timesheets',
  'manage:timesheets',
] as const

const owner = personCaller('auth0|ada', { scopes: everything })
const boss = personCaller('auth0|boss', { scopes: everything })
const stranger = personCaller('auth0|ben')
const machine = machineCaller('office')

const identities: readonly [who: string, caller: Caller, may: 'owner' | 'approver' | null][] = [
  ['its owner, though an approver', owner, 'owner'],
  ['an approver', boss, 'approver'],
  ['another employee', stranger, null],
  ['a machine with every scope', machine, null],
]

function week(more: Partial<WeekRecord> = {}): WeekRecord {
  return {
    ...emptyWeek('auth0|ada', '2026-W48'),
    dayMinutes: [450, 0, 0, 0, 0, 0, 0],
    submittedAtMs: 1,
    version: 3,
    ...more,
  }
}

describe.each(identities)('%s', (_, caller, may) => {
  const cells = weekActions.flatMap((action) => weekStatuses.map((status) => [action, status] as const))

  test.each(cells)('%s of a week that is %s', (action, status) => {
    const transition = weekTransitions[action]
    const found = judgeWeekAction(caller, week({ status }), action, 'a reason', { policy })
    if (caller.isMachine) expect(found?.code).toBe('not_a_person')
    else if (may !== transition.by) {
      const code = transition.by === 'owner' ? 'not_your_timesheet' : may ? 'own_week' : 'insufficient_scope'
      expect(found?.code).toBe(code)
    } else expect(found?.code).toBe(transition.from.includes(status) ? undefined : 'illegal_transition')
  })

  test.each(weekStatuses)('is offered what the table lets them do with a week that is %s', (status) => {
    const offered = weekActionsFor(caller, week({ status }), { policy, managerId: null })
    const wanted = weekActions.filter(
      (action) => weekTransitions[action].by === may && weekTransitions[action].from.includes(status),
    )
    expect(offered).toEqual(wanted)
  })
})

test('nothing is offered without the scope, or of a week that does not exist for the caller', () => {
  const submitted = week({ status: 'submitted' })
  const reader = personCaller('auth0|ada', { scopes: ['read:timesheets'] })
  expect(weekActionsFor(reader, submitted, { policy, managerId: null })).toEqual([])
  expect(weekActionsFor(boss, submitted, { policy, managerId: 'auth0|other' })).toEqual([])
  expect(weekActionsFor(boss, submitted, { policy, managerId: 'auth0|boss' })).toEqual(['approve', 'reject'])
})

test.each([
  ['submit', week({ dayMinutes: [0, 0, 0, 0, 0, 0, 0] }), owner, undefined, 'empty_week'],
  ['reject', week({ status: 'submitted' }), boss, undefined, 'reason_required'],
  ['reject', week({ status: 'submitted' }), boss, '  \n', 'reason_required'],
  ['reopen', week({ status: 'approved' }), boss, undefined, 'reason_required'],
  ['approve', week({ status: 'submitted' }), boss, undefined, undefined],
] as const)('%s needs what the table says', (action, record, caller, reason, code) => {
  expect(judgeWeekAction(caller, record, action, reason, { policy })?.code).toBe(code)
})

test('a week that is closed as a whole has no more life; one that is closed in part has', () => {
  const judged = (lockedThrough: string) =>
    judgeWeekAction(owner, week(), 'submit', undefined, { policy: { lockedThrough } })?.code
  expect(judged('2026-11-29')).toBe('period_locked')
  expect(judged('2026-11-28')).toBeUndefined()
})

const freeze = () => ({ expectedMinutes: 2_400, kind: null, managerId: null, entriesDigest: 'digest' })

describe('a week', () => {
  const submitted = weekAfter(owner, week(), 'submit', undefined, nowMs, freeze)

  test('keeps when it was submitted, and nothing of an earlier decision', () => {
    const rejected = weekAfter(boss, submitted, 'reject', 'Tuesday', nowMs + 1, freeze)
    expect(rejected).toMatchObject({
      status: 'rejected',
      decidedAtMs: nowMs + 1,
      decidedBy: 'auth0|boss',
      reason: 'Tuesday',
      rejectedAtMs: nowMs + 1,
      version: 5,
    })
    expect(weekAfter(owner, rejected, 'submit', undefined, nowMs + 2, freeze)).toMatchObject({
      status: 'submitted',
      submittedAtMs: nowMs + 2,
      decidedAtMs: null,
      decidedBy: null,
      reason: null,
      rejectedAtMs: nowMs + 1,
    })
  })

  test('forgets that it was submitted when it is recalled or reopened', () => {
    expect(weekAfter(owner, submitted, 'recall', undefined, nowMs, freeze)).toMatchObject({
      status: 'open',
      submittedAtMs: null,
    })
    const approved = weekAfter(boss, submitted, 'approve', undefined, nowMs, freeze)
    expect(approved).toMatchObject({ status: 'approved', submittedAtMs: nowMs, reason: null })
    expect(weekAfter(boss, approved, 'reopen', 'a bill was wrong', nowMs, freeze)).toMatchObject({
      status: 'open',
      submittedAtMs: null,
      reason: 'a bill was wrong',
    })
  })

  test('keeps its hours through all of its life', () => {
    expect(submitted.dayMinutes).toEqual(week().dayMinutes)
  })
})
