import type { Absence } from '../model/absence.ts'
import { datesOfWeek } from '../model/calendar.ts'
import type { Obstacle, ObstacleReason } from '../model/period.ts'
import type { Person } from '../model/person.ts'
import type { WeekRecord } from '../model/week-record.ts'
import type { Caller } from './access.ts'
import { expectedMinutesOfDays } from './expected-minutes.ts'
import type { Holidays } from './holidays.ts'
import { missingReason } from './missing.ts'

/** Whether the caller may close and reopen periods: administrators, and callers who decide on all weeks. */
export function mayClose({ scopes }: Caller): boolean {
  return scopes.has('manage:timesheets') || (scopes.has('approve:timesheets') && scopes.has('approve:any'))
}

/** A week of a person, with all that decides whether it stands in the way of a closing. */
export interface WeekToClose {
  readonly userId: string
  readonly week: string
  /** `undefined`: nothing was ever logged in it. */
  readonly record: WeekRecord | undefined
  /** `undefined`: not in the roster. */
  readonly person: Person | undefined
  /** The absences of the person, at least those in the week. */
  readonly absences: readonly Absence[]
}

/**
 * The reason why a person's week stands in the way of closing a period; `undefined`: it does not. Only the
 * days of the period count: a week that has neither hours nor expected hours in it does not matter.
 */
export function obstacleOf(
  { userId, week, record, person, absences }: WeekToClose,
  { from, to }: { readonly from: string; readonly to: string },
  holidays: Holidays,
): Obstacle | undefined {
  const isWithin = (date: string) => from <= date && date <= to
  const dates = datesOfWeek(week)
  const logged = dates.reduce(
    (sum, date, day) => sum + (isWithin(date) ? (record?.dayMinutes[day] ?? 0) : 0),
    0,
  )
  const expected = person ? expectedMinutesOfDays(person, dates.filter(isWithin), absences, holidays) : 0
  const reason = logged + expected === 0 ? undefined : reasonOf(record, expected, logged)
  if (reason === undefined) return undefined
  const { name, email, managerId } = person ?? {}
  return {
    userId,
    ...(name === undefined ? {} : { name }),
    ...(email === undefined ? {} : { email }),
    ...(managerId === undefined ? {} : { managerId }),
    week,
    reason,
    message: messages[reason],
  }
}

function reasonOf(
  record: WeekRecord | undefined,
  expected: number,
  logged: number,
): ObstacleReason | undefined {
  if (record?.status === 'submitted') return 'submitted'
  if (record?.status !== 'approved') return missingReason(record, expected, logged)
  return record.correctedAtMs === null ? undefined : 'corrected_after_approval'
}

const messages: Readonly<Record<ObstacleReason, string>> = {
  not_started: 'no hours: remind the person, or record an absence',
  below_expected: 'fewer hours than expected, and not submitted: remind the person',
  not_submitted: 'not submitted: remind the person',
  rejected: 'rejected and not changed since: ask the person to correct and submit it',
  submitted: 'submitted: approve or reject it',
  corrected_after_approval:
    'roster or absences were corrected after the approval: reopen it, and approve it again',
}
