import type { Absence } from '../model/absence.ts'
import { datesOfWeek } from '../model/calendar.ts'
import type { Person } from '../model/person.ts'
import type { MissingReason } from '../model/week.ts'
import { totalMinutesOf, type WeekRecord } from '../model/week-record.ts'
import { type Employment, expectedMinutes } from './expected-minutes.ts'
import type { Holidays } from './holidays.ts'
import { termsOn } from './terms.ts'
import { lockedStatuses } from './week-transitions.ts'

/** The reason why a person's week counts as missing, with its figures. */
export interface Missing {
  readonly reason: MissingReason
  /** Whether the week is over in the person's time zone. */
  readonly due: boolean
  readonly expectedMinutes: number
  readonly totalMinutes: number
}

/**
 * The reason why a person's ISO week is missing; `undefined` if it is not. Submitted and approved weeks are
 * never missing. Neither is a week without hours in which the person has no expected hours: inactive or
 * absent or on holiday from Monday to Friday, or without weekly hours. Logged hours have to be submitted in
 * any case.
 *
 * @param record the week; `undefined` if nothing was ever logged in it
 * @param absences the person's absences, at least those in the week
 * @param dateIn the present date in a time zone, of `datesAt`
 */
export function missingOf(
  person: Employment & Pick<Person, 'timeZone'>,
  week: string,
  record: WeekRecord | undefined,
  absences: readonly Pick<Absence, 'from' | 'to'>[],
  holidays: Holidays,
  dateIn: (timeZone: string) => string,
): Missing | undefined {
  if (record && lockedStatuses.includes(record.status)) return undefined
  const expected = expectedMinutes(person, week, absences, holidays)
  const total = record ? totalMinutesOf(record) : 0
  const reason = missingReason(record, expected, total)
  if (reason === undefined) return undefined
  const sunday = datesOfWeek(week)[6] as string
  const due = dateIn((termsOn(person, sunday) ?? person).timeZone) > sunday
  return { reason, due, expectedMinutes: expected, totalMinutes: total }
}

/** Why a week that is neither submitted nor approved is missing; `undefined` if nothing is expected of it. */
export function missingReason(
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
