import type { Absence } from '../model/absence.ts'
import { addDays, mondayOf, weekOf } from '../model/calendar.ts'
import type { Person } from '../model/person.ts'
import type { Policy } from '../model/policy.ts'
import { totalMinutesOf, type Week, type WeekRecord, weekFromRecord } from '../model/week-record.ts'
import type { Caller } from './caller.ts'
import { expectedMinutes } from './expected-minutes.ts'
import { weekActionsFor } from './week-action.ts'
import { usualMinutes, weekFlags } from './week-flags.ts'

/** How many calendar weeks before a week say what is usual. */
const usualWeeks = 8

/** The first of the weeks that say what is usual for a week. */
export function firstUsualWeek(week: string): string {
  return weekOf(addDays(mondayOf(week) as string, -7 * usualWeeks))
}

/** What a week is described by, beside its record. */
export interface WeekContext {
  readonly policy: Policy
  /** The owner in the roster; `undefined`: not in it. */
  readonly person: Person | undefined
  /** The owner's absences, those of the week at least. */
  readonly absences: readonly Absence[]
  /** The owner's weeks, those from {@link firstUsualWeek} on at least. */
  readonly weeks: readonly WeekRecord[]
}

/** A week as this caller is answered it: with what is expected and unusual, and what the caller may do. */
export function describeWeek(
  caller: Caller,
  record: WeekRecord,
  { policy, person, absences, weeks }: WeekContext,
): Week {
  const expected = person ? expectedMinutes(person, record.week, absences) : null
  const from = firstUsualWeek(record.week)
  const totals = weeks.filter(({ week }) => from <= week && week < record.week).map(totalMinutesOf)
  return weekFromRecord(record, {
    expectedMinutes: expected,
    flags: weekFlags(record, policy, usualMinutes(totals), expected),
    actions: weekActionsFor(caller, record, { policy, managerId: person?.managerId ?? null }),
  })
}
