import { hash } from 'node:crypto'
import ICAL from 'ical.js'
import {
  type Absence,
  type AbsenceKind,
  addDays,
  clockText,
  type Entry,
  type Feed,
  minutesFromHours,
} from 'timesheets-sdk/model'

const absenceNames: Readonly<Record<AbsenceKind, string>> = {
  vacation: 'Vacation',
  sick: 'Sick',
  parental: 'Parental leave',
  unpaid: 'Unpaid leave',
  other: 'Absent',
}

/** A property of an event: its name, type and value. */
type Property = readonly [
  name: string,
  type: 'text' | 'date' | 'date-time' | 'integer',
  value: string | number,
]

/** The content of a calendar. */
export interface CalendarContent {
  readonly feed: Feed
  readonly absences: readonly Absence[]
  readonly entries: readonly Entry[]
}

/** A calendar (RFC 5545), with its name and how often programs should read it again (RFC 7986). */
export function calendarOf({ feed, absences, entries }: CalendarContent): string {
  const properties = [
    ['version', {}, 'text', '2.0'],
    ['prodid', {}, 'text', '-//Timesheets//Timesheets API//EN'],
    ['calscale', {}, 'text', 'GREGORIAN'],
    ['method', {}, 'text', 'PUBLISH'],
    ['name', {}, 'unknown', 'Timesheets'],
    ['x-wr-calname', {}, 'unknown', 'Timesheets'],
    ['refresh-interval', {}, 'duration', 'PT6H'],
    ['x-published-ttl', {}, 'unknown', 'PT6H'],
  ]
  const events = [...absences.map((absence) => absenceEvent(absence, feed)), ...entries.map(entryEvent)]
  return ICAL.stringify(['vcalendar', properties, events])
}

/** An entry as an event of its day. It has no time of day, and does not make the person busy. */
function entryEvent(entry: Entry) {
  const { id, date, project, hours, note, updatedAt, version } = entry
  return event([
    ['uid', 'text', `${id}@timesheets`],
    ['dtstamp', 'date-time', withoutMilliseconds(updatedAt)],
    ['dtstart', 'date', date],
    ['summary', 'text', `${clockText(minutesFromHours(hours) ?? 0)} ${project}`],
    ...(note === undefined ? [] : [['description', 'text', note] as const]),
    ['sequence', 'integer', version],
    ['transp', 'text', 'TRANSPARENT'],
    ['class', 'text', 'PRIVATE'],
  ])
}

/** An absence as an event of its days. */
function absenceEvent({ userId, from, to, kind, note }: Absence, { createdAt }: Feed) {
  return event([
    ['uid', 'text', `absence-${from}-${hash('sha256', userId, 'hex').slice(0, 16)}@timesheets`],
    // Absences have no time of their last change.
    ['dtstamp', 'date-time', withoutMilliseconds(createdAt)],
    ['dtstart', 'date', from],
    ['dtend', 'date', addDays(to, 1)],
    ['summary', 'text', absenceNames[kind]],
    ...(note === undefined ? [] : [['description', 'text', note] as const]),
    ['class', 'text', 'PRIVATE'],
  ])
}

function event(properties: readonly Property[]) {
  return ['vevent', properties.map(([name, type, value]) => [name, {}, type, value]), []]
}

function withoutMilliseconds(instant: string): string {
  return `${instant.slice(0, 19)}Z`
}
