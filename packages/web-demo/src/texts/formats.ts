import { clockText } from 'timesheets-sdk/model'
import { getPreferences } from '../preferences.ts'

/** Dates and numbers as this language writes them. Calendar dates have no zone: they are formatted as UTC. */
export interface Formats {
  weekdayShort(date: string): string
  weekdayLong(date: string): string
  dayOfMonth(date: string): string
  /** `Wednesday, 25 November` */
  dayLong(date: string): string
  /** `25 Nov 2026` */
  dateShort(date: string): string
  /** `Wed 25 Nov 2026` */
  dayMedium(date: string): string
  /** `23 – 29 November 2026` */
  range(from: string, to: string): string
  month(month: string): string
  /** `Nov` */
  monthShort(month: string): string
  time(instant: string): string
  /** `Fri 27 Nov, 16:00`, in the person's time zone */
  moment(instant: string): string
  percent(share: number): string
  /** `€95.00`. `currency`: ISO 4217. */
  money(amount: number, currency: string): string
  bytes(size: number): string
  /** `84 ms` */
  milliseconds(count: number): string
  list(items: readonly string[]): string
  quoted(text: string): string
}

const known = new Map<string, Formats>()

/** The formats of a language, by its code, in the time zone of this person. */
export function formatsOf(language: string): Formats {
  const { timeZone } = getPreferences()
  const name = `${language} ${timeZone}`
  const made = known.get(name) ?? make(language, timeZone)
  known.set(name, made)
  return made
}

function make(language: string, timeZone: string | undefined): Formats {
  // British English writes 25 November, as most who read English do outside of America.
  const locale = language === 'en' ? 'en-GB' : language
  const dateTime = (options: Intl.DateTimeFormatOptions, zone = timeZone) =>
    lazily(() => new Intl.DateTimeFormat(locale, { ...options, timeZone: zone }))
  const number = (options: Intl.NumberFormatOptions) => {
    const format = lazily(() => new Intl.NumberFormat(locale, options))
    return (value: number) => format().format(value)
  }
  const dates = (options: Intl.DateTimeFormatOptions) => {
    const format = dateTime(options, 'UTC')
    return (date: string) => format().format(instantOf(date))
  }
  const instants = (options: Intl.DateTimeFormatOptions) => {
    const format = dateTime(options)
    return (instant: string) => format().format(new Date(instant))
  }
  const range = dateTime({ day: 'numeric', month: 'long', year: 'numeric' }, 'UTC')
  const month = dates({ month: 'long', year: 'numeric' })
  const monthShort = dates({ month: 'short' })
  const kilobytes = number({ style: 'unit', unit: 'kilobyte', maximumFractionDigits: 1 })
  const list = lazily(() => new Intl.ListFormat(locale))
  return {
    weekdayShort: dates({ weekday: 'short' }),
    weekdayLong: dates({ weekday: 'long' }),
    dayOfMonth: dates({ day: 'numeric' }),
    dayLong: dates({ weekday: 'long', day: 'numeric', month: 'long' }),
    dateShort: dates({ day: 'numeric', month: 'short', year: 'numeric' }),
    dayMedium: dates({ weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' }),
    range: (from, to) => range().formatRange(instantOf(from), instantOf(to)),
    month: (name) => month(`${name}-01`),
    monthShort: (name) => monthShort(`${name}-01`),
    time: instants({ hour: '2-digit', minute: '2-digit' }),
    moment: instants({
      weekday: 'short',
      day: 'numeric',
      month: 'short',
      hour: '2-digit',
      minute: '2-digit',
    }),
    money: (amount, currency) =>
      new Intl.NumberFormat(locale, { style: 'currency', currency }).format(amount),
    percent: number({ style: 'percent', maximumFractionDigits: 0 }),
    bytes: (size) => kilobytes(size / 1_000),
    milliseconds: number({ style: 'unit', unit: 'millisecond' }),
    list: (items) => list().format(items),
    quoted: (text) => (language === 'de' ? `„${text}“` : `“${text}”`),
  }
}

/** Makes it at the first use. The browser takes long to make a format, and a page needs few of them. */
function lazily<T>(make: () => T): () => T {
  let made: T | undefined
  return () => {
    made ??= make()
    return made
  }
}

function instantOf(date: string): Date {
  return new Date(`${date}T00:00:00Z`)
}

let decimalMark = () => '.'

/** Sets what separates the decimals of hours: that of the language. */
export function setDecimalMark(language: string): void {
  decimalMark = lazily(() => new Intl.NumberFormat(language).format(0.5).charAt(1))
}

/**
 * Minutes as `7:30`, the way cells echo them; as `7.50` for people who prefer that. Minutes that two decimals
 * cannot say exactly stay as they are: 7:20 is not 7.33, and what is shown can be typed again.
 */
export function formatHours(hours: number): string {
  return formatMinutes(Math.round(hours * 60))
}

export function formatMinutes(minutes: number): string {
  const whole = Math.round(minutes)
  if (getPreferences().hours === 'clock' || whole % 3 !== 0) return clockText(whole)
  return (whole / 60).toFixed(2).replace('.', decimalMark())
}
