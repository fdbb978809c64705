import type { Absence } from '../model/absence.ts'
import { datesOfWeek } from '../model/calendar.ts'
import type { Obstacle, ObstacleReason } from '../model/period.ts'
import type { Person } from '../model/person.ts'
import type { Policy } from '../model/policy.ts'
import type { WeekRecord } from '../model/week-record.ts'
import type { WeekFlag, WeekFlagCode } from '../model/week-schema.ts'
import { type CallerPermissions, readsEveryone } from './access.ts'
import { expectedMinutesOfDays } from './expected-minutes.ts'
import { missingReason } from './missing.ts'
import { rosterDaysOf, weekFlags } from './week-flags.ts'

/** Whether the caller may close and reopen periods: administrators, and callers who decide on all weeks. */
export function mayClose({ scopes }: CallerPermissions): boolean {
  return scopes.has('manage:timesheets') || (scopes.has('approve:timesheets') && scopes.has('approve:any'))
}

/** Whether the caller sees months and their closings: they close them, or read everyone's hours. */
export function seesPeriods(caller: CallerPermissions): boolean {
  return mayClose(caller) || readsEveryone(caller)
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

interface Days {
  readonly from: string
  readonly to: string
}

/**
 * The reason why a person's week stands in the way of closing a period; `undefined`: it does not. Only the
 * days of the period count: a week that has neither hours nor expected hours in it does not matter.
 */
export function obstacleOf(week: WeekToClose, days: Days, policy: Policy): Obstacle | undefined {
  const { record, person, absences } = week
  const dates = datesOfWeek(week.week)
  const logged = dates.reduce(
    (sum, date, day) => sum + (isWithin(date, days) ? (record?.dayMinutes[day] ?? 0) : 0),
    0,
  )
  const inPeriod = dates.filter((date) => isWithin(date, days))
  const expected = person ? expectedMinutesOfDays(person, inPeriod, absences, policy) : 0
  const reason = logged + expected === 0 ? undefined : reasonOf(record, expected, logged)
  if (reason === undefined) return undefined
  return { ...aboutWeek(week), reason, stops: true, message: messages[reason] }
}

/**
 * The hours of a person's approved week that payroll should see before it closes a period; `undefined`: none.
 * Unlike an {@link obstacleOf} it does not stop the closing: these flags were shown to the approver.
 */
export function noticeOf(week: WeekToClose, days: Days, policy: Policy): Obstacle | undefined {
  const { record, person, absences } = week
  if (record?.status !== 'approved') return undefined
  const flags: WeekFlag[] = weekFlags(
    record,
    policy,
    null,
    null,
    rosterDaysOf(person, absences, policy),
  ).filter(({ code, date }) => noticed.has(code) && date !== undefined && isWithin(date, days))
  if (flags.length === 0) return undefined
  const message = flags.map((flag) => flag.message).join('; ')
  return { ...aboutWeek(week), reason: 'flagged', stops: false, message, flags }
}

/** The flags of hours that are paid although roster or calendar expect none on the day. */
const noticed: ReadonlySet<WeekFlagCode> = new Set([
  'hours_on_absence',
  'hours_on_holiday',
  'person_inactive',
])

function isWithin(date: string, { from, to }: Days): boolean {
  return from <= date && date <= to
}

function aboutWeek({ userId, week, person }: WeekToClose) {
  const { name, email, managerId } = person ?? {}
  return {
    userId,
    ...(name === undefined ? {} : { name }),
    ...(email === undefined ? {} : { email }),
    ...(managerId === undefined ? {} : { managerId }),
    week,
  }
}

function reasonOf(
  record: WeekRecord | undefined,
  expected: number,
  logged: number,
): StoppingReason | undefined {
  if (record?.status === 'submitted') return 'submitted'
  if (record?.status !== 'approved') return missingReason(record, expected, logged)
  return record.correctedAtMs === null ? undefined : 'corrected_after_approval'
}

type StoppingReason = Exclude<ObstacleReason, 'flagged'>

const messages: Readonly<Record<StoppingReason, string>> = {
  not_started: 'no hours: remind the person, or record an absence',
  below_expected: 'fewer hours than expected, and not submitted: remind the person',
  not_submitted: 'not submitted: remind the person',
  rejected: 'rejected and not changed since: ask the person to correct and submit it',
  submitted: 'submitted: approve or reject it',
  corrected_after_approval:
    'roster or absences were corrected after the approval: reopen it, and approve it again',
}
