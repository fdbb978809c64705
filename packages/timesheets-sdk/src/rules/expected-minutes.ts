import type { Absence } from '../model/absence.ts'
import { datesOfWeek } from '../model/calendar.ts'
import type { Person } from '../model/person.ts'

const workdays = 5

/**
 * A person's expected time in an ISO week, in whole minutes: a fifth of their weekly hours for each day from
 * Monday to Friday on which they are active and not absent.
 */
export function expectedMinutes(
  person: Pick<Person, 'expectedHoursPerWeek' | 'activeFrom' | 'activeTo'>,
  week: string,
  absences: readonly Pick<Absence, 'from' | 'to'>[],
): number {
  const days = presentDays(person, week, absences)
  return Math.round((person.expectedHoursPerWeek * 60 * days) / workdays)
}

/** The number of days from Monday to Friday on which a person is active and not absent. */
export function presentDays(
  person: Pick<Person, 'activeFrom' | 'activeTo'>,
  week: string,
  absences: readonly Pick<Absence, 'from' | 'to'>[],
): number {
  return datesOfWeek(week)
    .slice(0, workdays)
    .filter((date) => isActiveOn(person, date))
    .filter((date) => !absences.some(({ from, to }) => from <= date && date <= to)).length
}

/** Whether a date lies in the period from `activeFrom` to `activeTo`, both inclusive and optional. */
export function isActiveOn(
  {
    activeFrom,
    activeTo,
  }: { readonly activeFrom?: string | undefined; readonly activeTo?: string | undefined },
  date: string,
): boolean {
  return (activeFrom === undefined || activeFrom <= date) && (activeTo === undefined || date <= activeTo)
}
