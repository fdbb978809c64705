import { monthOfName } from './month-names.ts'

/** The first part of a date that ends with the year: `03/04/2024` is 3 April or 4 March. */
export type DateOrder = 'dmy' | 'mdy'

const yearFirst = /^(\d{4})([-/.]) ?(\d{1,2})\2 ?(\d{1,2})\.?$/
/** Without separators, as SAP and other programs write it. */
const compact = /^((?:19|20)\d\d)(\d\d)(\d\d)$/
const yearLast = /^(\d{1,2})([-/.]) ?(\d{1,2})\2 ?(\d{4})$/
const withSigns = /^(\d{4})[年년] ?(\d{1,2})[月월] ?(\d{1,2})[日일]$/
const dayAndName =
  /^(\d{1,2})(?:\.|st|nd|rd|th|er|º)?[ /-](?:de )?(\p{L}{3,12})\.?,?[ /-](?:del? )?(\d{4})$/iu
const nameAndDay = /^(\p{L}{3,12})\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})$/iu
const yearAndName = /^(\d{4})[ -](\p{L}{3,12})\.?[ -](\d{1,2})$/iu
/** `Mon 23/11/2026`, `lundi 23 novembre 2026`, `Monday, Nov 23, 2026`. */
const weekday = /^\p{L}{2,14}(?:-\p{L}{5})?\.?,? (?:den )?(?=\p{L}{3}|\d)/iu
const twoDigitYear =
  /^(?:\d{1,2}([-/.]) ?\d{1,2}\1|\d{1,2}[ /-]\p{L}{3,12}[ /-]|\p{L}{3,12} \d{1,2},? ) ?\d{2}$/iu
/** "Year" behind it, in Polish (r.), Russian and Bulgarian (г.). */
const wordForYear = /(?<=\d{4}) ?[rг]\.$/u
const timeInUtc = /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:[.,]\d+)?)?Z$/i
const midnightInUtc = /[T ]00:00(?::00(?:[.,]0+)?)?Z$/i

/** The possible readings of a date, equal if it has only one. `undefined`: a day that does not exist. */
export interface DateReadings {
  /** The year comes first, or the month is a name. */
  readonly isUnambiguous: boolean
  readonly dmy: string | undefined
  readonly mdy: string | undefined
}

// A file has few different dates.
const cache = new Map<string, DateReadings>()
const cacheSize = 1_024
const longestDate = 40

/**
 * The calendar dates that a text can mean; `undefined` if it is not a date. Years have four digits. A weekday
 * before the date is ignored.
 */
export function readDate(text: string): DateReadings | undefined {
  const trimmed = text.trim().replace(wordForYear, '')
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

/**
 * The calendar date of a text that has one meaning by itself; `undefined` for any other. A date with points
 * begins with the day: nobody writes months first with them.
 */
export function dateByItself(text: string): string | undefined {
  const { dmy, mdy } = readDate(text) ?? {}
  if (dmy === mdy || text.includes('.')) return dmy
  return dmy !== undefined && mdy !== undefined ? undefined : (dmy ?? mdy)
}

/** Whether a text has the form of a calendar date in the API. */
export function isIsoDate(text: string): boolean {
  return /^\d{4}-\d\d-\d\d$/.test(text)
}

/** A hint for a message about a text that is not a date, with its separator; `''` without one. */
function hintOfSerialNumber(text: string): string {
  const date = dateOfSerialNumber(text)
  return date === undefined ? '' : `; as a spreadsheet's number it is ${date}: format the column as a date`
}

/**
 * Whether a text is a moment in UTC, which does not say the day for the person. Midnight is how programs
 * write a day without a time.
 */
export function isTimeInUtc(text: string): boolean {
  return timeInUtc.test(text) && !midnightInUtc.test(text)
}

/**
 * The reason why {@link readDate} finds no date in a text, for a message that begins with the text.
 *
 * @param order of the dates of the file, if known
 */
export function dateFault(text: string, order?: DateOrder): string {
  const trimmed = text.trim()
  const inOtherOrder = order && readDate(trimmed)?.[order === 'dmy' ? 'mdy' : 'dmy']
  if (inOtherOrder !== undefined) {
    return `is not a date in the order of the file; in the other it would be ${inOtherOrder}`
  }
  if (isTimeInUtc(trimmed)) {
    return 'is a time in UTC, which does not say the day for the person: write the local date, as 2026-11-23'
  }
  if (twoDigitYear.test(trimmed)) return 'has no year of four digits: write 2026-11-23'
  if (partsOf(trimmed)) return 'does not exist in the calendar'
  return `is not a date${hintOfSerialNumber(trimmed) || ': write 2026-11-23'}`
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

interface Parts {
  readonly year: string
  /** Of a date with the day first, or with only one reading. */
  readonly month: string
  readonly day: string
  readonly isUnambiguous: boolean
}

function partsOf(text: string): Parts | undefined {
  const [, year = '', , month = '', day = ''] = yearFirst.exec(text) ?? []
  if (year !== '') return { year, month, day, isUnambiguous: true }
  const [, compactYear = '', compactMonth = '', compactDay = ''] = compact.exec(text) ?? []
  if (compactYear !== '') {
    return { year: compactYear, month: compactMonth, day: compactDay, isUnambiguous: true }
  }
  const [, first = '', , second = '', last = ''] = yearLast.exec(text) ?? []
  if (last !== '') return { year: last, month: second, day: first, isUnambiguous: false }
  const [, signedYear = '', signedMonth = '', signedDay = ''] = withSigns.exec(text) ?? []
  if (signedYear !== '') {
    return { year: signedYear, month: signedMonth, day: signedDay, isUnambiguous: true }
  }
  return partsWithName(text) ?? partsAfterWeekday(text)
}

function partsWithName(text: string): Parts | undefined {
  const [, dayBefore = '', nameAfter = '', yearAfter = ''] = dayAndName.exec(text) ?? []
  if (nameAfter !== '') return named(yearAfter, nameAfter, dayBefore)
  const [, nameBefore = '', dayAfter = '', endingYear = ''] = nameAndDay.exec(text) ?? []
  if (nameBefore !== '') return named(endingYear, nameBefore, dayAfter)
  const [, year = '', name = '', day = ''] = yearAndName.exec(text) ?? []
  return name === '' ? undefined : named(year, name, day)
}

function named(year: string, name: string, day: string): Parts | undefined {
  const month = monthOfName(name)
  return month === undefined ? undefined : { year, month: String(month), day, isUnambiguous: true }
}

function partsAfterWeekday(text: string): Parts | undefined {
  const rest = text.replace(weekday, '')
  return rest === text ? undefined : partsOf(rest)
}

function parseDate(text: string): DateReadings | undefined {
  const parts = partsOf(text)
  if (parts === undefined) return undefined
  const { year, month, day, isUnambiguous } = parts
  const dmy = existing(year, month, day)
  const mdy = isUnambiguous ? dmy : existing(year, day, month)
  return dmy === undefined && mdy === undefined ? undefined : { isUnambiguous, dmy, mdy }
}

function existing(year: string, month: string, day: string): string | undefined {
  const daysInMonth = new Date(Date.UTC(Number(year), Number(month), 0)).getUTCDate()
  const isDay = Number(month) >= 1 && Number(month) <= 12 && Number(day) >= 1 && Number(day) <= daysInMonth
  return isDay ? `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}` : undefined
}
