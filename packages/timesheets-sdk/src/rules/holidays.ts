import type { Holiday } from '../model/holidays.ts'
import type { Terms } from '../model/person.ts'
import type { Policy } from '../model/policy.ts'
import type { Violation } from '../model/violation.ts'

/** The holidays of all places. */
export type Holidays = Pick<Policy, 'holidayCalendars'>

/** The holiday on a date at the place of a person by their terms; `undefined`: none. */
export function holidayOn(
  terms: Pick<Terms, 'holidayCalendar'> | undefined,
  date: string,
  { holidayCalendars }: Holidays,
): Holiday | undefined {
  const calendar = holidayCalendars.find(({ name }) => name === terms?.holidayCalendar)
  return calendar?.days.find((day) => day.date === date)
}

/**
 * The reason why calendars cannot become others: people's terms name a calendar that would be missing, or a
 * locked day of such a calendar would expect other hours. `undefined`: they can.
 *
 * @param peopleOf the number of people by the calendar that any of their terms name
 */
export function judgeHolidayChange(
  before: Holidays,
  after: Holidays,
  peopleOf: ReadonlyMap<string, number>,
  lockedThrough: string | null,
): Violation | undefined {
  const path = '/holidayCalendars'
  for (const { name, days } of before.holidayCalendars) {
    const people = peopleOf.get(name) ?? 0
    if (people === 0) continue
    const next = after.holidayCalendars.find((calendar) => calendar.name === name)
    if (!next) {
      const who = people === 1 ? '1 person' : `${people} people`
      const message = `the terms of ${who} name the calendar ${name}: give them another holidayCalendar first`
      return { code: 'calendar_in_use', message, path }
    }
    const locked = lockedThrough === null ? undefined : firstOtherDay(days, next.days, lockedThrough)
    if (locked === undefined || lockedThrough === null) continue
    const message = `${locked} of the calendar ${name} is locked (through ${lockedThrough}): change later days only, or reopen the period`
    return { code: 'period_locked', message, path, date: locked, lockedThrough }
  }
  return undefined
}

/** The first day through a date on which two calendars expect other hours. */
function firstOtherDay(
  before: readonly Holiday[],
  after: readonly Holiday[],
  through: string,
): string | undefined {
  const lengths = (days: readonly Holiday[]) =>
    new Map(days.filter(({ date }) => date <= through).map(({ date, half = false }) => [date, half]))
  const [old, now] = [lengths(before), lengths(after)]
  return [...old.keys(), ...now.keys()].sort().find((date) => old.get(date) !== now.get(date))
}

/** The reason why terms cannot name this calendar; `undefined` if they can. */
export function judgeHolidayCalendar(
  name: string | undefined,
  { holidayCalendars }: Holidays,
): Violation | undefined {
  if (name === undefined || holidayCalendars.some((calendar) => calendar.name === name)) return undefined
  const known = holidayCalendars.map((calendar) => calendar.name).join(', ') || 'none'
  const message = `the policy has no calendar of holidays ${name} (it has ${known}): add it first`
  return { code: 'invalid_value', message, path: '/holidayCalendar' }
}
