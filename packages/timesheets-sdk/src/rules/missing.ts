import type { Absence } from '../model/absence.ts'
import { datesOfWeek } from '../model/calendar.ts'
import type { MissingReason } from '../model/missing-reason.ts'
import type { Person } from '../model/person.ts'
import { dateIn } from '../model/time-zone.ts'
import { totalMinutesOf, type WeekRecord } from '../model/week-record.ts'
import { expectedMinutes } from './expected-minutes.ts'
import { lockedStatuses } from './week-transitions.ts'

/** What is missing of a person's week. */
export interface Missing {
  readonly reason: MissingReason
  /** Whether the week is over where the person is. */
  readonly due: boolean
  readonly expectedMinutes: number
  readonly totalMinutes: number
}

/**
 * What is missing of a person's ISO week, or `undefined`: nothing. Submitted and approved weeks never are; nor is a week
 * without hours in which nothing is expected of the person: not active or away from Monday to Friday, or paid as it comes. Hours
 * that were logged wait to be submitted, whatever is expected.
 *
 * @param record the week; `undefined` where nothing was ever logged in it
 * @param absences the person's, at least those that touch the week
 * @param nowMs milliseconds since the epoch
 */
export function missingOf(
  person: Pick<Person, 'expectedHoursPerWeek' | 'activeFrom' | 'activeTo' | 'timeZone'>,
  week: string,
  record: WeekRecord | undefined,
  absences: readonly Pick<Absence, 'from' | 'to'>[],
  nowMs: number,
): Missing | undefined {
  if (record && lockedStatuses.includes(record.status)) return undefined
  const expected = expectedMinutes(person, week, absences)
  const total = record ? totalMinutesOf(record) : 0
  const reason = reasonOf(record, expected, total)
  if (reason === undefined) return undefined
  const due = dateIn(person.timeZone, nowMs) > (datesOfWeek(week)[6] as string)
  return { reason, due, expectedMinutes: expected, totalMinutes: total }
}

function reasonOf(
  record: WeekRecord | undefined,
  expected: number,
  total: number,
): MissingReason | undefined {
  if (record?.status === 'rejected' && !changedSinceRejected(record)) return 'rejected'
  if (total === 0) return expected > 0 ? 'not_started' : undefined
  return total < expected ? 'below_expected' : 'not_submitted'
}

function changedSinceRejected({ entriesChangedAtMs, rejectedAtMs }: WeekRecord): boolean {
  return entriesChangedAtMs !== null && rejectedAtMs !== null && entriesChangedAtMs > rejectedAtMs
}
