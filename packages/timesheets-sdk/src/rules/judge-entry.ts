import { addDays, latestDateAnywhere, weekOf } from '../model/calendar.ts'
import type { EntryRecord } from '../model/entry.ts'
import type { Facts } from '../model/facts.ts'
import { hoursFromMinutes, minutesFromHours } from '../model/hours.ts'
import type { Policy } from '../model/policy.ts'
import type { Violation } from '../model/violation.ts'
import type { WeekStatus } from '../model/week.ts'
import { lockedStatuses } from './week-transitions.ts'

/** The stored facts around an entry. Use {@link nothingStored} to judge an entry on its own. */
export interface EntryFacts {
  /** The status of the week of the entry's date. */
  readonly weekStatus: WeekStatus
  /** The person's other minutes on that date, without this entry. */
  readonly otherMinutesOnDay: number
  /** The person's other minutes in that week, without this entry. */
  readonly otherMinutesInWeek: number
}

export const nothingStored: EntryFacts = { weekStatus: 'open', otherMinutesOnDay: 0, otherMinutesInWeek: 0 }

/** The verdict of the rules. An error prevents storing; a warning accompanies the stored entry. */
export interface Judgement {
  readonly errors: readonly Violation[]
  readonly warnings: readonly Violation[]
}

/** A judgement with the hours in whole minutes; 0 if there is an error. */
export interface EntryJudgement extends Judgement {
  readonly minutes: number
}

/** Judges a new entry. `nowMs`: milliseconds since the epoch. */
export function judgeNewEntry(
  entry: { readonly date: string; readonly hours: number },
  facts: EntryFacts,
  policy: Policy,
  nowMs: number,
): EntryJudgement {
  const locked = judgeLock(entry.date, facts.weekStatus, policy)
  if (locked) return refused([locked])
  const minutes = judgeHours(entry.hours, policy)
  const errors = [...minutes.errors, ...listOf(judgeFuture(entry.date, policy, nowMs))]
  if (minutes.errors.length === 0) errors.push(...judgeDay(entry.date, minutes.value, facts, policy))
  if (errors.length > 0) return refused(errors)
  return { errors, warnings: judgeWeek(entry.date, minutes.value, facts, policy), minutes: minutes.value }
}

/**
 * Judges a change to a stored entry. Only the changed members are checked against the policy: a note can be
 * corrected after the increment has become coarser, and hours can be lowered on a day over the maximum.
 *
 * @param currentWeekStatus the status of the week of the stored entry
 * @param facts the facts around the new date
 */
export function judgeEntryChange(
  before: Pick<EntryRecord, 'date' | 'minutes'>,
  after: { readonly date: string; readonly hours: number },
  currentWeekStatus: WeekStatus,
  facts: EntryFacts,
  policy: Policy,
  nowMs: number,
): EntryJudgement {
  const locked =
    judgeLock(before.date, currentWeekStatus, policy) ?? judgeLock(after.date, facts.weekStatus, policy)
  if (locked) return refused([locked])
  const moves = before.date !== after.date
  const minutes =
    minutesFromHours(after.hours) === before.minutes
      ? { value: before.minutes, errors: [] }
      : judgeHours(after.hours, policy)
  const errors = [...minutes.errors, ...listOf(moves ? judgeFuture(after.date, policy, nowMs) : undefined)]
  if (minutes.errors.length === 0 && (moves || minutes.value > before.minutes)) {
    errors.push(...judgeDay(after.date, minutes.value, facts, policy))
  }
  if (errors.length > 0) return refused(errors)
  return { errors, warnings: judgeWeek(after.date, minutes.value, facts, policy), minutes: minutes.value }
}

/** Judges the deletion of a stored entry. */
export function judgeEntryDeletion(
  entry: Pick<EntryRecord, 'date'>,
  weekStatus: WeekStatus,
  policy: Policy,
): Judgement {
  const locked = judgeLock(entry.date, weekStatus, policy)
  return { errors: locked ? [locked] : [], warnings: [] }
}

/** The reason why `date` is locked, if it is: a closed period, or a submitted or approved week. */
export function judgeLock(date: string, weekStatus: WeekStatus, policy: Policy): Violation | undefined {
  if (policy.lockedThrough !== null && date <= policy.lockedThrough) {
    return {
      code: 'period_locked',
      message: `everything through ${policy.lockedThrough} is closed: ask an administrator to reopen the period`,
      path: '/date',
      lockedThrough: policy.lockedThrough,
    }
  }
  if (lockedStatuses.includes(weekStatus)) {
    const remedy =
      weekStatus === 'submitted' ? 'recall it, or ask for it to be rejected' : 'ask for it to be reopened'
    const week = weekOf(date)
    const message = `week ${week} is ${weekStatus}: ${remedy}`
    return { code: 'week_locked', message, path: '/date', week, status: weekStatus }
  }
  return undefined
}

function listOf(violation: Violation | undefined): Violation[] {
  return violation ? [violation] : []
}

function refused(errors: readonly Violation[]): EntryJudgement {
  return { errors, warnings: [], minutes: 0 }
}

function judgeHours(hours: number, policy: Policy): { value: number; errors: Violation[] } {
  const refuse = (code: string, message: string, facts: Facts = { hours }) => ({
    value: 0,
    errors: [{ code, message, path: '/hours', ...facts }],
  })
  if (!(hours > 0)) return refuse('hours_not_positive', `${hours} hours: an entry has more than 0`)
  if (hours > 24) return refuse('hours_over_day', `${hours} hours: a day has 24`)
  const minutes = minutesFromHours(hours)
  if (minutes === undefined || minutes === 0) {
    return refuse(
      'hours_not_whole_minutes',
      `${hours} hours are ${hours * 60} minutes: use a whole number of minutes`,
    )
  }
  if (minutes % policy.incrementMinutes !== 0) {
    return refuse(
      'hours_off_increment',
      `${hours} hours are ${minutes} ${minutes === 1 ? 'minute' : 'minutes'}, not a multiple of ${policy.incrementMinutes}`,
      { minutes, incrementMinutes: policy.incrementMinutes },
    )
  }
  return { value: minutes, errors: [] }
}

/** The reason why nothing can be logged on `date` yet, if it is too far ahead. */
export function judgeFuture(date: string, policy: Policy, nowMs: number): Violation | undefined {
  const last = addDays(latestDateAnywhere(nowMs), policy.maxDaysAhead)
  if (date <= last) return undefined
  const message = `${date} is more than ${policy.maxDaysAhead} days ahead: the last date you can log is ${last}`
  return { code: 'date_too_far_ahead', message, path: '/date', date, lastDate: last }
}

function judgeDay(date: string, minutes: number, facts: EntryFacts, policy: Policy): Violation[] {
  const total = facts.otherMinutesOnDay + minutes
  const limitMinutes = limitInMinutes(policy.maxHoursPerDay)
  if (total <= limitMinutes) return []
  const message = `${date} would have ${hoursFromMinutes(total)} hours; the maximum is ${policy.maxHoursPerDay}`
  return [{ code: 'day_over_maximum', message, path: '/hours', date, minutes: total, limitMinutes }]
}

function judgeWeek(date: string, minutes: number, facts: EntryFacts, policy: Policy): Violation[] {
  const total = facts.otherMinutesInWeek + minutes
  const limitMinutes = limitInMinutes(policy.weeklyWarningHours)
  if (total <= limitMinutes) return []
  const week = weekOf(date)
  const message = `week ${week} has ${hoursFromMinutes(total)} hours, more than ${policy.weeklyWarningHours}`
  return [{ code: 'week_over_warning', message, path: '/hours', week, minutes: total, limitMinutes }]
}

/** Whole minutes. As in an entry, 7.3333 means 7 hours and 20 minutes. */
function limitInMinutes(hours: number): number {
  return minutesFromHours(hours) ?? Math.floor(hours * 60)
}
