/** The first part of a date that ends with the year: `03/04/2024` is 3 April or 4 March. */
export type DateOrder = 'dmy' | 'mdy'

const yearFirst = /^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})$/
const yearLast = /^(\d{1,2})([-/.])(\d{1,2})\2(\d{4})$/

/** The possible readings of a date, equal if the year comes first. `undefined`: a day that does not exist. */
export interface DateReadings {
  readonly hasYearFirst: boolean
  readonly dmy: string | undefined
  readonly mdy: string | undefined
}

// A file has few different dates.
const cache = new Map<string, DateReadings>()
const cacheSize = 1_024
const longestDate = 10

/** The calendar dates that a text can mean; `undefined` if it is not a date. Years have four digits. */
export function readDate(text: string): DateReadings | undefined {
  const trimmed = text.trim()
  if (trimmed.length > longestDate) return undefined
  const known = cache.get(trimmed)
  if (known) return known
  const readings = parseDate(trimmed)
  if (readings) {
    if (cache.size >= cacheSize) cache.clear()
    cache.set(trimmed, readings)
  }
  return readings
}

/** Whether a text has the form of a calendar date in the API. */
export function isIsoDate(text: string): boolean {
  return /^\d{4}-\d\d-\d\d$/.test(text)
}

/** A hint for a message about a text that is not a date, with its separator; `''` without one. */
export function hintOfSerialNumber(text: string): string {
  const date = dateOfSerialNumber(text)
  return date === undefined ? '' : `; as a spreadsheet's number it is ${date}: format the column as a date`
}

/**
 * The date of a number that a spreadsheet shows where a column of dates has no format: 46349 is 2026-11-23.
 * Not more than a hint, as a file does not show whether it counts from 1900 or 1904.
 */
function dateOfSerialNumber(text: string): string | undefined {
  const [, days] = /^(\d{5})(?:[.,]\d+)?$/.exec(text) ?? []
  return days && new Date(Date.UTC(1899, 11, 30) + Number(days) * 86_400_000).toISOString().slice(0, 10)
}

/** Days from `from` to `to`, both calendar dates. */
export function daysBetween(from: string, to: string): number {
  return from === to ? 0 : (Date.parse(to) - Date.parse(from)) / 86_400_000
}

function parseDate(text: string): DateReadings | undefined {
  const [, year = '', , month = '', day = ''] = yearFirst.exec(text) ?? []
  if (year !== '') {
    const date = existing(year, month, day)
    return date === undefined ? undefined : { hasYearFirst: true, dmy: date, mdy: date }
  }
  const [, first = '', , second = '', last = ''] = yearLast.exec(text) ?? []
  if (last === '') return undefined
  const dmy = existing(last, second, first)
  const mdy = existing(last, first, second)
  return dmy === undefined && mdy === undefined ? undefined : { hasYearFirst: false, dmy, mdy }
}

function existing(year: string, month: string, day: string): string | undefined {
  const daysInMonth = new Date(Date.UTC(Number(year), Number(month), 0)).getUTCDate()
  const isDay = Number(month) >= 1 && Number(month) <= 12 && Number(day) >= 1 && Number(day) <= daysInMonth
  return isDay ? `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}` : undefined
}
