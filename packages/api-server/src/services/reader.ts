import type { EntryFilters } from 'timesheets-sdk/contract'
import { noSuchEntry } from 'timesheets-sdk/decide'
import { type Entry, entryFromRecord } from 'timesheets-sdk/model'
import type { Caller } from 'timesheets-sdk/rules'
import type { Engine, Reader } from '../store/engine.ts'
import { findEntry } from '../store/entries.ts'
import { type EntryPlace, type EntryQuery, type ListedEntry, listEntries } from '../store/listed-entries.ts'
import { readableOwner, sees } from './visibility.ts'

// Streams are cut into pages: an open SQLite cursor would block every other use of its connection.
const streamPageSize = 1_000

export async function readEntry(reader: Reader, caller: Caller, id: string): Promise<Entry> {
  const found = await findEntry(reader, id)
  if (!found || !(await sees(reader, caller, found.record.userId))) throw noSuchEntry()
  return entryFromRecord(found.record, found.status)
}

/** @throws {ProblemError} at once, before the first page, when the caller may not see them */
export async function readAll(
  engine: Pick<Engine, 'reader' | 'prepared'>,
  caller: Caller,
  filters: EntryFilters,
): Promise<AsyncIterable<Entry[]>> {
  return allPages(engine, await queryFor(engine.reader, caller, filters))
}

async function* allPages(
  engine: Pick<Engine, 'reader' | 'prepared'>,
  query: EntryQuery,
): AsyncGenerator<Entry[]> {
  let after: EntryPlace | undefined
  do {
    const entries = await listEntries(engine, query, after, streamPageSize)
    yield entries.map(entryOf)
    after = entries.length === streamPageSize ? entries.at(-1) : undefined
  } while (after)
}

/**
 * Whose entries the caller is to be shown.
 * @throws {ProblemError} where the caller may not see them, or names nobody and has none
 */
export async function queryFor(reader: Reader, caller: Caller, filters: EntryFilters): Promise<EntryQuery> {
  return { ...filters, userId: await readableOwner(reader, caller, filters.userId) }
}

function entryOf(entry: ListedEntry): Entry {
  return entryFromRecord({ ...entry, billable: Boolean(entry.billable) }, entry.status)
}
