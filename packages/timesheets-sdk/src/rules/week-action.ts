import { datesOfWeek } from '../model/calendar.ts'
import type { Facts } from '../model/facts.ts'
import type { Policy } from '../model/policy.ts'
import type { Scope } from '../model/scopes.ts'
import type { Violation } from '../model/violation.ts'
import { type WeekAction, weekActions } from '../model/week.ts'
import { type FrozenWeek, totalMinutesOf, type WeekRecord } from '../model/week-record.ts'
import type { Caller } from './access.ts'
import { maySeeWeek } from './access.ts'
import { weekTransitions } from './week-transitions.ts'

const scopeFor: Readonly<Record<'owner' | 'approver', Scope>> = {
  owner: 'create:timesheets',
  approver: 'approve:timesheets',
}

/** The facts around a week that decide which actions are possible. */
export interface WeekSurroundings {
  readonly policy: Pick<Policy, 'lockedThrough'>
  /** The manager of the week's owner in the roster; `null`: none, or not in the roster. */
  readonly managerId: string | null
}

/**
 * The reason why the caller cannot take an action on a week; `undefined` if they can. Whether the caller may
 * see the week is checked elsewhere.
 */
export function judgeWeekAction(
  caller: Caller,
  week: WeekRecord,
  action: WeekAction,
  reason: string | undefined,
  { policy }: Pick<WeekSurroundings, 'policy'>,
): Violation | undefined {
  const { by, from, needs } = weekTransitions[action]
  if (caller.isMachine) {
    return refusal('not_a_person', `a machine client cannot ${action} a week: sign in as a person`, {
      action,
    })
  }
  const isOwner = caller.userId === week.userId
  const isOwn = isOwner || isSubmitter(caller, week)
  if (by === 'owner' && !isOwner) {
    return refusal('not_your_timesheet', `this is another person's week: only its owner can ${action} it`, {
      action,
    })
  }
  if (by === 'approver' && isOwn) {
    return refusal('own_week', `nobody can ${action} their own week: ask another approver`, { action })
  }
  if (!caller.scopes.has(scopeFor[by])) {
    return refusal('insufficient_scope', `${gerund[action]} a week requires scope ${scopeFor[by]}`, {
      action,
      scope: scopeFor[by],
    })
  }
  const sunday = datesOfWeek(week.week)[6] as string
  if (policy.lockedThrough !== null && sunday <= policy.lockedThrough) {
    const remedy = 'ask an administrator to reopen the period'
    return refusal('period_locked', `everything through ${policy.lockedThrough} is closed: ${remedy}`, {
      lockedThrough: policy.lockedThrough,
    })
  }
  if (!from.includes(week.status)) {
    const wanted = from.join(' or ')
    return refusal(
      'illegal_transition',
      `week ${week.week} is ${week.status}: only a week that is ${wanted} can be ${pastTense[action]}`,
      { action, week: week.week, status: week.status },
    )
  }
  if (needs === 'entries' && totalMinutesOf(week) === 0) {
    return refusal('empty_week', `week ${week.week} has no entries: log the hours, then submit it`, {
      week: week.week,
    })
  }
  if (needs === 'reason' && (reason === undefined || reason.trim() === '')) {
    return {
      code: 'reason_required',
      message: 'reason is missing: tell the owner of the week why',
      path: '/reason',
      action,
    }
  }
  return undefined
}

/**
 * Whether the caller submitted the week themselves. If people are identified by e-mail address, a new address
 * is a new person, but `sub` stays the same.
 */
export function isSubmitter(caller: Caller, week: Pick<WeekRecord, 'submittedBy'>): boolean {
  return week.submittedBy !== null && week.submittedBy === caller.subject
}

/** The actions the caller can take on a week now, including those that need a reason. */
export function weekActionsFor(
  caller: Caller,
  week: WeekRecord,
  { policy, managerId }: WeekSurroundings,
): WeekAction[] {
  if (!maySeeWeek(caller, week, managerId)) return []
  return weekActions.filter(
    (action) => judgeWeekAction(caller, week, action, 'a reason', { policy }) === undefined,
  )
}

/**
 * The week after an action that {@link judgeWeekAction} allowed. `nowMs`: milliseconds since the epoch.
 *
 * @param freeze makes what is kept with the week from now on
 */
export function weekAfter(
  caller: Caller,
  week: WeekRecord,
  action: WeekAction,
  reason: string | undefined,
  nowMs: number,
  freeze: () => FrozenWeek,
): WeekRecord {
  const after = { ...week, status: weekTransitions[action].to, version: week.version + 1 }
  const undecided = { decidedAtMs: null, decidedBy: null, reason: null }
  const decided = { decidedAtMs: nowMs, decidedBy: caller.subject, reason: reason ?? null }
  switch (action) {
    case 'submit':
      return { ...after, ...undecided, submittedAtMs: nowMs, submittedBy: caller.subject, frozen: freeze() }
    case 'recall':
      return { ...after, ...undecided, ...thawed, submittedAtMs: null, submittedBy: null }
    case 'approve':
      return { ...after, ...decided, rejectedAtMs: null, frozen: week.frozen ?? freeze() }
    case 'reject':
      return { ...after, ...decided, ...thawed, rejectedAtMs: nowMs }
    case 'reopen':
      return { ...after, ...decided, ...thawed, submittedAtMs: null, submittedBy: null, rejectedAtMs: null }
  }
}

const thawed = { frozen: null, correctedAtMs: null }

const pastTense: Readonly<Record<WeekAction, string>> = {
  submit: 'submitted',
  recall: 'recalled',
  approve: 'approved',
  reject: 'rejected',
  reopen: 'reopened',
}

const gerund: Readonly<Record<WeekAction, string>> = {
  submit: 'submitting',
  recall: 'recalling',
  approve: 'approving',
  reject: 'rejecting',
  reopen: 'reopening',
}

/** The action of the event that records an action on a week. */
export function eventOfWeekAction(action: WeekAction) {
  return `week.${pastTense[action]}` as
    | 'week.submitted'
    | 'week.recalled'
    | 'week.approved'
    | 'week.rejected'
    | 'week.reopened'
}

function refusal(code: string, message: string, facts: Facts): Violation {
  return { code, message, path: '', ...facts }
}
