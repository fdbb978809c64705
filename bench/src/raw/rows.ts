import { randomUUID } from 'node:crypto'
import { minutesFromHours, weekOf } from 'timesheets-sdk/model'
import type { PushedEntry } from '../data/entries.ts'
import type { EngineName } from '../databases.ts'

export interface RawTable {
  readonly name: string
  readonly columns: readonly string[]
}

export type Value = string | number | null | Uint8Array

/** A row for each of some tables, as values in the order of their columns. */
export type RawRow = readonly (readonly Value[])[]

/** The tables in which the API stores an entry and its event. */
export const apiTables: readonly RawTable[] = [
  {
    name: 'stored_entries',
    columns: [
      'id',
      'created_at_ms',
      'person',
      'project',
      'source',
      'external_owner',
      'minutes',
      'version',
      'date',
      'billable',
      'week',
      'external_id',
      'note',
    ],
  },
  {
    name: 'stored_events',
    columns: ['time_ms', 'entry_id', 'actor', 'client', 'action', 'subject_type', 'person', 'week', 'after'],
  },
]

/** A table that only contains what was logged, without any index: less cannot be stored. */
export const bareTable: RawTable = {
  name: 'bare_entries',
  columns: ['person', 'date', 'project', 'minutes', 'note', 'external_id'],
}

/** For both engines. */
export const createBareTable =
  'create table bare_entries (person text, date text, project text, minutes integer, note text, external_id text)'

const client = 'm2m-push'
const actor = `${client}@clients`

/** So many entries contain every person and project. */
export const entriesForNames = 1_000

/** The texts whose numbers {@link apiRow} needs. */
export function namesOf(entry: PushedEntry): string[] {
  return [client, actor, 'entry.created', 'entry', entry.userId, entry.project]
}

/**
 * The rows that the API makes of an entry, prepared beforehand: the time an engine needs for them is the
 * lower limit.
 * @param id increasing, as the API's are: it decides where in the index a row goes
 * @param numbers the numbers of names
 */
export function apiRow(
  engine: EngineName,
  entry: PushedEntry,
  id: string,
  nowMs: number,
  numbers: ReadonlyMap<string, number>,
): RawRow {
  const { date, project, hours, note, externalId, billable } = entry
  const stored = engine === 'sqlite' ? Buffer.from(id.replaceAll('-', ''), 'hex') : id
  const numberOf = (name: string) => numbers.get(name) ?? 0
  const week = weekOf(date)
  const after = [1, date, project, hours, note, externalId, ...(billable ? [] : [0])]
  return [
    [
      stored,
      nowMs,
      numberOf(entry.userId),
      numberOf(project),
      numberOf(client),
      0,
      minutesFromHours(hours) ?? 0,
      1,
      date,
      billable ? 1 : 0,
      week,
      externalId,
      note,
    ],
    [
      nowMs,
      stored,
      numberOf(actor),
      numberOf(client),
      numberOf('entry.created'),
      numberOf('entry'),
      numberOf(entry.userId),
      week,
      JSON.stringify(after),
    ],
  ]
}

export function bareRow({ userId, date, project, hours, note, externalId }: PushedEntry): RawRow {
  return [[userId, date, project, minutesFromHours(hours) ?? 0, note, externalId]]
}

/** Ids in the form of UUIDv7: they begin with the time, so they increase. */
export function increasingIds(): () => string {
  let count = Date.now() * 1_000
  return () => {
    const time = (++count).toString(16).padStart(12, '0').slice(-12)
    return `${time.slice(0, 8)}-${time.slice(8)}-7${randomUUID().slice(15)}`
  }
}
