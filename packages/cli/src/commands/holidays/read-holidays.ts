import ICAL from 'ical.js'
import { addDays, type Holiday } from 'timesheets-sdk/model'
import { UsageError } from '../../io/outcome/errors.ts'

/** More occurrences of one event than this are not looked at. */
const maximumOccurrences = 10_000

/** The holidays of a calendar file, and the number of its events that are no whole days. */
export interface ReadHolidays {
  readonly days: readonly Holiday[]
  readonly skipped: number
}

/**
 * Reads the whole days of a calendar file (RFC 5545) from `from` to `to`, both inclusive: events of several
 * days, and those that recur. Cancelled events are left out.
 *
 * @throws {UsageError} if it is no such file
 */
export function readHolidays(
  text: string,
  { from, to }: { readonly from: string; readonly to: string },
): ReadHolidays {
  const days = new Map<string, Holiday>()
  let skipped = 0
  for (const event of eventsOf(text)) {
    if (!event.startDate?.isDate) {
      skipped++
      continue
    }
    for (const { first, last, name } of occurrencesOf(event, to)) {
      for (let date = first; date <= last && date <= to; date = addDays(date, 1)) {
        if (date >= from && !days.has(date)) days.set(date, { date, name })
      }
    }
  }
  return { days: [...days.values()].sort((a, b) => (a.date < b.date ? -1 : 1)), skipped }
}

function eventsOf(text: string): ICAL.Event[] {
  try {
    const calendar = new ICAL.Component(ICAL.parse(text))
    const events = calendar.getAllSubcomponents('vevent').map((event) => new ICAL.Event(event))
    return events.filter(
      (event) =>
        !event.isRecurrenceException() && event.component.getFirstPropertyValue('status') !== 'CANCELLED',
    )
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new UsageError(`this is not a calendar file (RFC 5545, .ics): ${reason}`)
  }
}

function* occurrencesOf(event: ICAL.Event, to: string) {
  if (!event.isRecurring()) {
    yield daysOf(event.startDate, event.endDate, event.summary)
    return
  }
  const iterator = event.iterator()
  for (let count = 0; count < maximumOccurrences; count++) {
    const start = iterator.next()
    if (!start || start.toString() > to) return
    const { startDate, endDate, item } = event.getOccurrenceDetails(start)
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
