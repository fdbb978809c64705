import {
  type EntryPosition,
  type EveryonesPosition,
  everyonesCursorOf,
  type ListedEntryFilters,
} from 'timesheets-sdk/contract'
import { noSuchEntry } from 'timesheets-sdk/decide'
import { type Entry, entryFromRecord } from 'timesheets-sdk/model'
import { type Caller, listsEveryone } from 'timesheets-sdk/rules'
import type { Engine, Reader } from '../../store/engine.ts'
import { findEntry } from '../../store/timesheets/entries.ts'
import { type EntryQuery, listEntries } from '../../store/timesheets/listed-entries.ts'
import type { ListedEntry } from '../../store/timesheets/numbered-entries.ts'
import type { EncodedPage } from '../timesheet-service.ts'
import { readableOwner, sees } from '../visibility.ts'
import { entriesOfEveryone } from './entries-of-everyone.ts'
import { encodeEntries } from './entry-json.ts'
import { type EntryPages, encodePage } from './entry-pages.ts'

// Streams are read in pages: an open SQLite cursor would block every other use of its connection.
const streamPageSize = 1_000

export async function readEntry(reader: Reader, caller: Caller, id: string): Promise<Entry> {
  const found = await findEntry(reader, id)
  if (!found || !(await sees(reader, caller, found.record.userId))) throw noSuchEntry()
  return entryFromRecord(found.record, found.status)
}

/**
 * One page of a person's entries, or of everybody's.
 * @throws {ProblemError} if the caller may not see them
 */
export async function readPage(
  engine: Engine,
  pages: EntryPages,
  caller: Caller,
  filters: ListedEntryFilters,
  after: EntryPosition | EveryonesPosition | undefined,
  limit: number,
): Promise<EncodedPage> {
  if (!listsEveryone(caller, filters)) {
    return pages.read(await queryFor(engine.reader, caller, filters), after, limit)
  }
  // Not cached: access depends on the roster.
  const place = after && 'userId' in after ? after : undefined
  const entries = await entriesOfEveryone(engine, caller, filters, place, limit + 1)
  const cursor = () => everyonesCursorOf(entries[limit - 1] as ListedEntry)
  return encodePage([encodeEntries(entries)], limit, cursor)
}

/** @throws {ProblemError} before the first page, if the caller may not see them */
export async function readAll(
  engine: Engine,
  caller: Caller,
  filters: ListedEntryFilters,
): Promise<AsyncIterable<Entry[]>> {
  if (listsEveryone(caller, filters)) {
    return allPages((after: ListedEntry | undefined) =>
      entriesOfEveryone(engine, caller, filters, after, streamPageSize),
    )
  }
  const query = await queryFor(engine.reader, caller, filters)
  return allPages((after) => listEntries(engine, query, after, streamPageSize))
}

async function* allPages(
  pageAfter: (after: ListedEntry | undefined) => Promise<ListedEntry[]>,
): AsyncGenerator<Entry[]> {
  let after: ListedEntry | undefined
  do {
    const entries = await pageAfter(after)
    yield entries.map(entryOf)
    after = entries.length === streamPageSize ? entries.at(-1) : undefined
  } while (after)
}

/**
 * The query for the entries of the named person, or of the caller.
 * @throws {ProblemError} if the caller may not see them, or is a machine client and names nobody
 */
export async function queryFor(
  reader: Reader,
  caller: Caller,
  filters: ListedEntryFilters,
): Promise<EntryQuery> {
  const { everyone: _, userId, ...rest } = filters
  return { ...rest, userId: await readableOwner(reader, caller, userId) }
}

function entryOf(entry: ListedEntry): Entry {
  return entryFromRecord({ ...entry, billable: Boolean(entry.billable) }, entry.status)
}
