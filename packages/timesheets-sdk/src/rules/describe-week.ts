import type { Absence } from '../model/absence.ts'
import { addDays, mondayOf, weekOf } from '../model/calendar.ts'
import type { Person } from '../model/person.ts'
import type { Policy } from '../model/policy.ts'
import { totalMinutesOf, type WeekRecord, weekFromRecord } from '../model/week-record.ts'
import type { Week } from '../model/week-schema.ts'
import type { Caller } from './access.ts'
import { expectedDays, expectedMinutes } from './expected-minutes.ts'
import { weekActionsFor } from './week-action.ts'
import { rosterDaysOf, usualMinutes, weekFlags } from './week-flags.ts'

/** The number of calendar weeks before a week from which its usual hours are computed. */
const usualWeeks = 8

/** The first of the weeks from which a week's usual hours are computed. */
export function firstUsualWeek(week: string): string {
  return weekOf(addDays(mondayOf(week) as string, -7 * usualWeeks))
}

/** The facts needed to describe a week, beside its record. */
export interface WeekContext {
  readonly policy: Policy
  /** The owner in the roster; `undefined`: not in it. */
  readonly person: Person | undefined
  /** The owner's absences, at least those in the week. */
  readonly absences: readonly Absence[]
  /** The owner's weeks, at least from {@link firstUsualWeek} on. */
  readonly weeks: readonly WeekRecord[]
  /** Whether the week tells the expected hours by day, too. Default: no, as in lists. */
  readonly withDays?: boolean | undefined
}

/** A week as this caller sees it: with expected hours, flags, and the actions the caller may take. */
export function describeWeek(
  caller: Caller,
  record: WeekRecord,
  { policy, person, absences, weeks, withDays = false }: WeekContext,
): Week {
  const now = person ? expectedMinutes(person, record.week, absences, policy) : null
  const expected = record.frozen ? record.frozen.expectedMinutes : now
  const from = firstUsualWeek(record.week)
  const totals = weeks.filter(({ week }) => from <= week && week < record.week).map(totalMinutesOf)
  return weekFromRecord(record, {
    expectedMinutes: expected,
    // A submitted week keeps its sum: days that the roster has now and that do not add up to it are others.
    expectedDays:
      withDays && person && now === expected
        ? expectedDays(person, record.week, absences, policy)
        : undefined,
    flags: weekFlags(record, policy, usualMinutes(totals), expected, rosterDaysOf(person, absences, policy)),
    actions: weekActionsFor(caller, record, { policy, managerId: person?.managerId ?? null }),
  })
}
