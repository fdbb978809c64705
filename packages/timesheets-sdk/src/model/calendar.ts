import { dateOfDay, dayOfDate } from './day-number.ts'
import { remembering } from './remembering.ts'

/**
 * The range of dates for entries and weeks. Other years are typing errors, and some databases cannot store
 * them.
 */
export const earliestDate = '1900-01-01'
export const latestDate = '2999-12-31'

/** Whether a text is an existing calendar date, `YYYY-MM-DD`, between 1900 and 2999. */
export function isCalendarDate(text: string): boolean {
  return (
    /^\d{4}-\d{2}-\d{2}$/.test(text) &&
    text >= earliestDate &&
    text <= latestDate &&
    dateOfDay(dayOfDate(text)) === text
  )
}

// 1970-01-01 was a Thursday: shifted by three, day numbers count from a Monday.
function weekdayIndex(day: number): number {
  return (((day + 3) % 7) + 7) % 7
}

/** Adds `days` (may be negative) to a calendar date. */
export function addDays(date: string, days: number): string {
  return dateOfDay(dayOfDate(date) + days)
}

/** 0 for Monday to 6 for Sunday. */
export function dayOfWeek(date: string): number {
  return weekdayIndex(dayOfDate(date))
}

/** The ISO week of a calendar date. Its year is the year of the week's Thursday. */
export function weekOf(date: string): string {
  return knownWeekOf(date)
}

// An entry needs its week a dozen times, and a company writes to few days.
const knownWeekOf = /* @__PURE__ */ remembering((date: string) => {
  const day = dayOfDate(date)
  const thursday = day - weekdayIndex(day) + 3
  const year = dateOfDay(thursday).slice(0, 4)
  const week = Math.floor((thursday - dayOfDate(`${year}-01-01`)) / 7) + 1
  return `${year}-W${String(week).padStart(2, '0')}`
})

/** The Monday of an ISO week; `undefined` for any other text, or for a week that its year does not have. */
export function mondayOf(week: string): string | undefined {
  const match = /^(\d{4})-W(\d{2})$/.exec(week)
  if (!match) return undefined
  // The 4th of January is always in week 1.
  const january4 = dayOfDate(`${match[1]}-01-04`)
  const monday = dateOfDay(january4 - weekdayIndex(january4) + (Number(match[2]) - 1) * 7)
  return weekOf(monday) === week ? monday : undefined
}

/** The number of the last ISO week of a year, `YYYY`: 52 or 53. The 28th of December is always in it. */
function lastWeekNumber(year: string): string {
  return weekOf(`${year}-12-28`).slice(-2)
}

/**
 * The fault of a text of the form `YYYY-Www` that is not an ISO week that can have entries; `undefined`
 * for such a week, and for any other text.
 */
export function weekFault(text: string): string | undefined {
  const [, year] = /^(\d{4})-W\d{2}$/.exec(text) ?? []
  if (year === undefined || isIsoWeek(text)) return undefined
  if (mondayOf(text) !== undefined) return `must be between ${earliestWeek} and ${latestWeek}`
  return `must be a week that exists: ${year} has weeks 01 to ${lastWeekNumber(year)}`
}

/** The first and the last ISO week that can have entries. */
export const earliestWeek = weekOf(earliestDate)
export const latestWeek = weekOf(latestDate)

/** Whether a text is an existing ISO week, `YYYY-Www`, that can have entries. */
export function isIsoWeek(text: string): boolean {
  return mondayOf(text) !== undefined && text >= earliestWeek && text <= latestWeek
}

/** The seven dates of an ISO week, Monday first. @throws {RangeError} if the week does not exist */
export function datesOfWeek(week: string): readonly string[] {
  return knownDatesOfWeek(week)
}

const knownDatesOfWeek = /* @__PURE__ */ remembering((week: string): readonly string[] => {
  const monday = mondayOf(week)
  if (monday === undefined) throw new RangeError(`${week} is not an ISO week`)
  const first = dayOfDate(monday)
  return Object.freeze(Array.from({ length: 7 }, (_, index) => dateOfDay(first + index)))
})

/**
 * The latest calendar date anywhere on earth (UTC+14) at `nowMs`, in milliseconds since the epoch. Rules use
 * it as "today", so that they accept every person's own today.
 */
export function latestDateAnywhere(nowMs: number): string {
  return dateOfDay(Math.floor((nowMs + 14 * 3_600_000) / 86_400_000))
}

/** The month that comes some months after another, `YYYY-MM`; negative: before it. */
export function addMonths(month: string, months: number): string {
  const [year = 0, number = 1] = month.split('-').map(Number)
  const count = year * 12 + number - 1 + months
  return `${String(Math.floor(count / 12)).padStart(4, '0')}-${String((count % 12) + 1).padStart(2, '0')}`
}

/** The first and the last day of a month, `YYYY-MM`. */
export function daysOfMonth(month: string): { readonly from: string; readonly to: string } {
  return { from: `${month}-01`, to: addDays(`${addMonths(month, 1)}-01`, -1) }
}

/** The ISO weeks that have a day from `from` to `to`, in order. */
export function weeksBetween(from: string, to: string): string[] {
  const weeks = []
  for (let monday = mondayOf(weekOf(from)) as string; monday <= to; monday = addDays(monday, 7)) {
    weeks.push(weekOf(monday))
  }
  return weeks
}
