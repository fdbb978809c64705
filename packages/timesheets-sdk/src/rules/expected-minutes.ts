import type { Absence } from '../model/absence.ts'
import { datesOfWeek } from '../model/calendar.ts'
import { hoursFromMinutes } from '../model/hours.ts'
import type { Person } from '../model/person.ts'
import type { ExpectedDay } from '../model/week-schema.ts'
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
  const days = dates.map((date) => expectationOn(person, date, absences, holidays))
  return Math.round(days.reduce((sum, { minutes }) => sum + minutes, 0))
}

/** The expected time of each day of an ISO week, and why. The days add up to {@link expectedMinutes}. */
export function expectedDays(
  person: Employment,
  week: string,
  absences: readonly Pick<Absence, 'from' | 'to'>[],
  holidays: Holidays,
): ExpectedDay[] {
  let exact = 0
  return datesOfWeek(week).map((date) => {
    const { minutes, ...why } = expectationOn(person, date, absences, holidays)
    // Each day has what it adds to the rounded sum: so rounding never adds up.
    const before = Math.round(exact)
    exact += minutes
    return { date, hours: hoursFromMinutes(Math.round(exact) - before), ...why }
  })
}

/** The expectation of a day; a fraction of a minute if a week has no whole fifth. */
function expectationOn(
  person: Employment,
  date: string,
  absences: readonly Pick<Absence, 'from' | 'to'>[],
  holidays: Holidays,
): Pick<ExpectedDay, 'reason' | 'name'> & { readonly minutes: number } {
  const terms = termsOn(person, date)
  if (!terms || !isActiveOn(person, date)) return { minutes: 0, reason: 'inactive' }
  if (isAbsentOn(absences, date)) return { minutes: 0, reason: 'absence' }
  const holiday = holidayOn(terms, date, holidays)
  const minutes = expectedMinutesOn(terms, date)
  if (!holiday) return { minutes, reason: 'terms' }
  const { name, half } = holiday
  return half
    ? { minutes: minutes / 2, reason: 'half_holiday', name }
    : { minutes: 0, reason: 'holiday', name }
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
