import {
  cursorOf,
  type EntryFilters,
  type EntryPage,
  type EntryPosition,
  problem,
  problemOfViolations,
} from 'timesheets-sdk/contract'
import { type Entry, entryFromRecord } from 'timesheets-sdk/model'
import { type Caller, maySee, ownerForReading } from 'timesheets-sdk/rules'
import type { Reader } from '../store/engine.ts'
import { type EntryQuery, entriesAfter, findEntry, type StoredEntry } from '../store/entries.ts'
import { noSuchEntry } from './decide.ts'
import { ProblemError } from './problem-error.ts'

// Streams are cut into pages: an open SQLite cursor would block every other use of its connection.
const streamPageSize = 1_000

export async function readEntry(reader: Reader, caller: Caller, id: string): Promise<Entry> {
  const found = await findEntry(reader, id)
  if (!found || !maySee(caller, found.record.userId)) throw noSuchEntry()
  return entryOf(found)
}

export async function readPage(
  reader: Reader,
  caller: Caller,
  filters: EntryFilters,
  after: EntryPosition | undefined,
  limit: number,
): Promise<EntryPage> {
  return page(reader, queryFor(caller, filters), after, limit)
}

/** @throws {ProblemError} at once, before the first page, when the caller may not see them */
export function readAll(reader: Reader, caller: Caller, filters: EntryFilters): AsyncIterable<Entry[]> {
  return allPages(reader, queryFor(caller, filters))
}

async function* allPages(reader: Reader, query: EntryQuery): AsyncGenerator<Entry[]> {
  let after: EntryPosition | undefined
  do {
    const { data, nextCursor } = await page(reader, query, after, streamPageSize)
    yield data
    after = nextCursor === null ? undefined : data.at(-1)
  } while (after)
}

async function page(
  reader: Reader,
  query: EntryQuery,
  after: EntryPosition | undefined,
  limit: number,
): Promise<EntryPage> {
  // One more than is wanted tells whether there is a next page.
  const found = await entriesAfter(reader, query, after, limit + 1)
  const data = found.slice(0, limit).map(entryOf)
  const last = data.at(-1)
  return { data, nextCursor: found.length > limit && last ? cursorOf(last) : null }
}

function queryFor(caller: Caller, filters: EntryFilters): EntryQuery {
  const userId = ownerForReading(caller, filters.userId)
  if (userId === undefined) {
    const detail = 'there is no such person among those whose timesheets you may see'
    throw new ProblemError(problem('not_found', detail))
  }
  if (typeof userId !== 'string') throw new ProblemError(problemOfViolations([userId]))
  return { ...filters, userId }
}

function entryOf({ record, status }: StoredEntry): Entry {
  return entryFromRecord(record, status)
}
