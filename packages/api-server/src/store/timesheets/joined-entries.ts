import { addDays, type WeekStatus } from 'timesheets-sdk/model'
import type { NumberedEntry } from './numbered-entries.ts'

// Rules reject both in every text of an entry.
const betweenValues = '\x1f'
const betweenEntries = '\x1e'
const epoch = '1970-01-01'

const optionalText = (column: string) =>
  `coalesce('=' || translate(${column}, '${betweenValues}${betweenEntries}', ''), '')`

/** The values of an entry as text, in the order in which {@link entryOf} reads them. */
const values = [
  'listed.id',
  'listed."userId"',
  `listed.date - date '${epoch}'`,
  'listed.project',
  'listed.minutes',
  optionalText('listed.note'),
  'listed.billable::integer',
  optionalText('listed."externalId"'),
  'listed.source',
  'listed.status',
  'listed."createdAtMs"',
  `coalesce(listed."updatedAtMs"::text, '')`,
  'listed.version',
]

/**
 * An aggregate for PostgreSQL: all rows of `listed`, entries with the numbers of names, as one text. Building
 * and reading it take less than two thirds of the time that `json_agg` takes.
 * @param order the columns to sort by
 */
export function joinedEntries(order: string): string {
  const entry = values.map((value) => `(${value})`).join(` || '${betweenValues}' || `)
  return `string_agg(${entry}, '${betweenEntries}' order by ${order})`
}

/** The entries of a {@link joinedEntries}; null: there are none. */
export function entriesOfJoined(text: string | null): NumberedEntry[] {
  return text === null ? [] : text.split(betweenEntries).map(entryOf)
}

function entryOf(text: string): NumberedEntry {
  const [
    id = '',
    userId,
    day,
    project,
    minutes,
    note = '',
    billable,
    externalId = '',
    source,
    status,
    createdAtMs,
    updatedAtMs = '',
    version,
  ] = text.split(betweenValues)
  return {
    id,
    userId: Number(userId),
    date: addDays(epoch, Number(day)),
    project: Number(project),
    minutes: Number(minutes),
    note: textOf(note),
    billable: billable === '1',
    externalId: textOf(externalId),
    source: Number(source),
    status: status as WeekStatus,
    createdAtMs: Number(createdAtMs),
    updatedAtMs: updatedAtMs === '' ? null : Number(updatedAtMs),
    version: Number(version),
  }
}

function textOf(optional: string): string | null {
  return optional === '' ? null : optional.slice(1)
}
