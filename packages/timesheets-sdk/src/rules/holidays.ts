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
