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
 * days, and those that recur, where occurrences may be moved, renamed or cancelled (RECURRENCE-ID), one or
 * all from a day on (RANGE=THISANDFUTURE). Cancelled events are left out.
 *
 * @throws {UsageError} if it is no such file
 */
export function readHolidays(
  text: string,
  { from, to }: { readonly from: string; readonly to: string },
): ReadHolidays {
  const days = new Map<string, Holiday>()
  let skipped = 0
  const all = eventsOf(text)
  const moved = Map.groupBy(
    all.filter((event) => event.isRecurrenceException()),
    ({ uid }) => uid,
  )
  for (const event of all.filter((one) => !isCancelled(one))) {
    if (!event.startDate?.isDate) {
      skipped++
      continue
    }
    for (const { first, last, name } of occurrencesOf(event, moved.get(event.uid) ?? [], to)) {
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
    // Without exceptions: ical.js would take those of other events as well.
    return calendar
      .getAllSubcomponents('vevent')
      .map((event) => new ICAL.Event(event, { strictExceptions: true, exceptions: [] }))
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new UsageError(`this is not a calendar file (RFC 5545, .ics): ${reason}`)
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
