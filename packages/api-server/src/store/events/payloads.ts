import { type Entry, type EventRecord, instantFromMs } from 'timesheets-sdk/model'
import type { EventRow } from '../schema.ts'

/** The contents of an event about an entry, without what other columns of its row contain. */
type Values = readonly [
  date: string,
  project: string,
  hours: number,
  /** 0, here and below: absent. */
  note: string | 0,
  externalId: string | 0,
  billable: 0 | 1,
  /** Milliseconds between the event and the time, which is usually the same. */
  createdBefore: number,
  updatedBefore: number,
  version: number,
  /** 0: open. */
  status: Entry['status'] | 0,
  /** 0: the client of the event. */
  source: string | 0,
]

// Values at the end that are equal to these are not stored.
const usual: Values = ['', '', 0, 0, 0, 1, 0, 0, 1, 0, 0]

// The first number of a stored list says how to read the rest. Other formats get other numbers, and are
// written by a later version than the one that reads them first.
const wholeFormat = 1
const differenceFormat = 2

type Payloads<Content> = Readonly<Record<'before' | 'after', Content>>
type Row = Pick<EventRow, 'time_ms' | 'client' | 'subject_type' | 'subject_id' | 'user_id'> &
  Payloads<string | null>

/**
 * The texts to store for the contents of an event. An entry is stored as a list: its values, or, if it is the
 * state before an update, the positions and values that differ from the state after it. Everything else is
 * stored as the JSON object that it is.
 */
export function encodePayloads(event: EventRecord): Payloads<string | null> {
  const { before, after, subject } = event
  if (subject.type !== 'entry') return { before: textOf(before), after: textOf(after) }
  const beforeValues = before === null ? null : valuesOf(before as Entry, event)
  const afterValues = after === null ? null : valuesOf(after as Entry, event)
  return {
    before:
      beforeValues && (afterValues ? differenceText(beforeValues, afterValues) : wholeText(beforeValues)),
    after: afterValues && wholeText(afterValues),
  }
}

/** The contents of a stored event. Events of earlier versions have JSON objects about entries, too. */
export function decodePayloads(row: Row): Payloads<unknown> {
  const before = parsed(row.before)
  const after = parsed(row.after)
  if (row.subject_type !== 'entry') return { before, after }
  const afterValues = Array.isArray(after) ? readValues(after, usual) : usual
  return {
    before: Array.isArray(before) ? entryOf(readValues(before, afterValues), row) : before,
    after: Array.isArray(after) ? entryOf(afterValues, row) : after,
  }
}

function valuesOf(entry: Entry, { timeMs, client }: EventRecord): Values {
  const { createdAt, updatedAt, note, externalId, status, source } = entry
  const time = instantFromMs(timeMs)
  return [
    entry.date,
    entry.project,
    entry.hours,
    note ?? 0,
    externalId ?? 0,
    entry.billable ? 1 : 0,
    createdAt === time ? 0 : timeMs - Date.parse(createdAt),
    updatedAt === time ? 0 : timeMs - Date.parse(updatedAt),
    entry.version,
    status === 'open' ? 0 : status,
    source === client ? 0 : source,
  ]
}

function entryOf(values: Values, { time_ms: timeMs, client, subject_id: id, user_id: userId }: Row): Entry {
  const [date, project, hours, note, externalId, billable, created, updated, version, status, source] = values
  return {
    id: id ?? '',
    userId: userId ?? '',
    date,
    project,
    hours,
    ...(note === 0 ? {} : { note }),
    billable: billable === 1,
    ...(externalId === 0 ? {} : { externalId }),
    source: source === 0 ? client : source,
    status: status === 0 ? 'open' : status,
    createdAt: instantFromMs(timeMs - created),
    updatedAt: instantFromMs(timeMs - updated),
    version,
  }
}

function wholeText(values: Values): string {
  let end = values.length
  while (values[end - 1] === usual[end - 1]) end--
  return JSON.stringify([wholeFormat, ...values.slice(0, end)])
}

function differenceText(values: Values, base: Values): string {
  const differing = values.flatMap((value, position) => (value === base[position] ? [] : [position, value]))
  return JSON.stringify([differenceFormat, ...differing])
}

/** @param base the values that a difference refers to */
function readValues([format, ...stored]: readonly unknown[], base: Values): Values {
  if (format === wholeFormat) return [...stored, ...usual.slice(stored.length)] as unknown as Values
  if (format !== differenceFormat) {
    throw new RangeError(
      `an event was stored in the unknown format ${format}: run the version that stored it`,
    )
  }
  const values: unknown[] = [...base]
  for (let index = 0; index < stored.length; index += 2) values[Number(stored[index])] = stored[index + 1]
  return values as unknown as Values
}

function parsed(text: string | null): unknown {
  return text === null ? null : JSON.parse(text)
}

function textOf(content: unknown): string | null {
  return content === null ? null : JSON.stringify(content)
}
