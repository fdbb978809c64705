import ICAL from 'ical.js'
import { addDays } from '../model/calendar.ts'
import type { Holiday } from '../model/holidays.ts'
import { ImportError } from './errors.ts'

export { ImportError, type ImportErrorCode } from './errors.ts'

/** More occurrences of one event than this are not looked at. */
const maximumOccurrences = 10_000

/** The days of a period, both inclusive. */
export interface HolidayPeriod {
  readonly from: string
  readonly to: string
}

/** The holidays of a calendar file in a period. */
export interface ReadHolidays {
  /** By date, each once. */
  readonly days: readonly Holiday[]
  /** The number of events that have a time of day, and are left out. */
  readonly skipped: number
  /** The number of events that recur. */
  readonly recurring: number
  /** Days that another event of the file has already, by another name: they are left out. */
  readonly repeated: readonly Holiday[]
}

/** The period that is read by default: this year and the two after. @param today a calendar date */
export function holidayPeriod(today: string): HolidayPeriod {
  const year = Number(today.slice(0, 4))
  return { from: `${year}-01-01`, to: `${year + 2}-12-31` }
}

/**
 * The days of a calendar after those of a period were replaced by those of a file. Days that were half ones
 * stay so, because a file does not tell.
 */
export function replaceHolidays(
  before: readonly Holiday[],
  read: readonly Holiday[],
  { from, to }: HolidayPeriod,
): Holiday[] {
  const halfDays = new Set(before.filter(({ half }) => half).map(({ date }) => date))
  const others = before.filter(({ date }) => date < from || date > to)
  const days = read.map((day) => (halfDays.has(day.date) ? { ...day, half: true } : day))
  return [...others, ...days].sort(byDate)
}

/**
 * Reads the whole days of a calendar file (RFC 5545) from `from` to `to`, both inclusive: events of several
 * days, and those that recur, where occurrences may be moved, renamed or cancelled (RECURRENCE-ID), one or
 * all from a day on (RANGE=THISANDFUTURE). Cancelled events are left out.
 *
 * @throws {ImportError} `not_calendar` if it is no such file
 */
export function readHolidays(text: string, { from, to }: HolidayPeriod): ReadHolidays {
  const days = new Map<string, Holiday>()
  const repeated: Holiday[] = []
  let skipped = 0
  let recurring = 0
  const all = eventsOf(text)
  const moved = all.filter((event) => event.isRecurrenceException())
  for (const event of all.filter((one) => !isCancelled(one))) {
    if (!event.startDate?.isDate) {
      skipped++
      continue
    }
    if (event.isRecurring()) recurring++
    const ofEvent = moved.filter(({ uid }) => uid === event.uid)
    for (const { first, last, name } of occurrencesOf(event, ofEvent, to)) {
      for (let date = first; date <= last && date <= to; date = addDays(date, 1)) {
        if (date < from) continue
        const known = days.get(date)
        if (known === undefined) days.set(date, { date, name })
        else if (known.name !== name) repeated.push({ date, name })
      }
    }
  }
  return { days: [...days.values()].sort(byDate), skipped, recurring, repeated: repeated.sort(byDate) }
}

function byDate(a: Holiday, b: Holiday): number {
  return a.date < b.date ? -1 : 1
}

function eventsOf(text: string): ICAL.Event[] {
  try {
    const calendar = new ICAL.Component(ICAL.parse(text))
    // Without exceptions: ical.js would take those of other events as well.
    return calendar
      .getAllSubcomponents('vevent')
      .map((event) => new ICAL.Event(event, { strictExceptions: true, exceptions: [] }))
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new ImportError('not_calendar', `this is not a calendar file (RFC 5545, .ics): ${reason}`)
  }
}

function isCancelled({ component }: ICAL.Event): boolean {
  return component.getFirstPropertyValue('status') === 'CANCELLED'
}

/** @param moved the occurrences that are events of their own, by RECURRENCE-ID: also cancelled ones */
function* occurrencesOf(event: ICAL.Event, moved: readonly ICAL.Event[], to: string) {
  if (event.isRecurrenceException() || !event.isRecurring()) {
    yield daysOf(event.startDate, event.endDate, event.summary)
    return
  }
  const replaced = new Set(moved.map(({ recurrenceId }) => recurrenceId.toString().slice(0, 10)))
  for (const one of moved) if (one.modifiesFuture()) event.relateException(one)
  const iterator = event.iterator()
  for (let count = 0; count < maximumOccurrences; count++) {
    const start = iterator.next()
    if (!start) return
    const { startDate, endDate, item } = event.getOccurrenceDetails(start)
    // A change of all later occurrences may move them into the period.
    if (start.toString() > to && startDate.toString() > to) return
    if (replaced.has(start.toString()) || isCancelled(item)) continue
    yield daysOf(startDate, endDate, item.summary)
  }
}

/** The days of an event, whose end is the day after. */
function daysOf(start: ICAL.Time, end: ICAL.Time, summary: string | null) {
  const first = start.toString()
  const dayBeforeEnd = addDays(end.toString().slice(0, 10), -1)
  // An event without a length is one day.
  const [last = first] = [first, dayBeforeEnd].sort().slice(-1)
  const name = (summary ?? '').replace(/\s+/g, ' ').trim().slice(0, 200)
  return { first, last, name: name || 'Holiday' }
}
