import type { Absence } from '../model/absence.ts'
import { datesOfWeek } from '../model/calendar.ts'
import type { Person } from '../model/person.ts'
import { type Holidays, holidayOn } from './holidays.ts'
import { expectedMinutesOn, termsOn } from './terms.ts'

/** The part of a roster record that decides how many hours are expected. */
export type Employment = Pick<
  Person,
  'expectedHoursPerWeek' | 'hoursByWeekday' | 'holidayCalendar' | 'activeFrom' | 'activeTo' | 'terms'
>

/**
 * A person's expected time in an ISO week, in whole minutes: for each day on which they are active and not
 * absent, what the terms of that day ask for. That is nothing on a public holiday, and half on a half one.
 */
export function expectedMinutes(
  person: Employment,
  week: string,
  absences: readonly Pick<Absence, 'from' | 'to'>[],
  holidays: Holidays,
): number {
  return expectedMinutesOfDays(person, datesOfWeek(week), absences, holidays)
}

/** As {@link expectedMinutes}, for some days. */
export function expectedMinutesOfDays(
  person: Employment,
  dates: readonly string[],
  absences: readonly Pick<Absence, 'from' | 'to'>[],
  holidays: Holidays,
): number {
  const minutes = dates
    .filter((date) => isActiveOn(person, date) && !isAbsentOn(absences, date))
    .map((date) => {
      const terms = termsOn(person, date)
      if (!terms) return 0
      const holiday = holidayOn(terms, date, holidays)
      if (!holiday) return expectedMinutesOn(terms, date)
      return holiday.half ? expectedMinutesOn(terms, date) / 2 : 0
    })
  return Math.round(minutes.reduce((sum, day) => sum + day, 0))
}

/** Whether one of the absences covers a date. */
export function isAbsentOn(absences: readonly Pick<Absence, 'from' | 'to'>[], date: string): boolean {
  return absences.some(({ from, to }) => from <= date && date <= to)
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
