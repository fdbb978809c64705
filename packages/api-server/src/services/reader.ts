import { type EntryFilters, problem, problemOfViolations } from 'timesheets-sdk/contract'
import { type Entry, entryFromRecord } from 'timesheets-sdk/model'
import { type Caller, maySee, ownerForReading } from 'timesheets-sdk/rules'
import type { Reader } from '../store/engine.ts'
import { findEntry } from '../store/entries.ts'
import { type EntryPlace, type EntryQuery, type ListedEntry, listEntries } from '../store/listed-entries.ts'
import { noSuchEntry } from './decide.ts'
import { ProblemError } from './problem-error.ts'

// Streams are cut into pages: an open SQLite cursor would block every other use of its connection.
const streamPageSize = 1_000

export async function readEntry(reader: Reader, caller: Caller, id: string): Promise<Entry> {
  const found = await findEntry(reader, id)
  if (!found || !maySee(caller, found.record.userId)) throw noSuchEntry()
  return entryFromRecord(found.record, found.status)
}

/** @throws {ProblemError} at once, before the first page, when the caller may not see them */
export function readAll(reader: Reader, caller: Caller, filters: EntryFilters): AsyncIterable<Entry[]> {
  return allPages(reader, queryFor(caller, filters))
}

async function* allPages(reader: Reader, query: EntryQuery): AsyncGenerator<Entry[]> {
  let after: EntryPlace | undefined
  do {
    const entries = await listEntries(reader, query, after, streamPageSize)
    yield entries.map(entryOf)
    after = entries.length === streamPageSize ? entries.at(-1) : undefined
  } while (after)
}

/**
 * Whose entries the caller is to be shown.
 * @throws {ProblemError} where the caller may not see them, or names nobody and has none
 */
export function queryFor(caller: Caller, filters: EntryFilters): EntryQuery {
  const userId = ownerForReading(caller, filters.userId)
  if (userId === undefined) {
    const detail = 'there is no such person among those whose timesheets you may see'
    throw new ProblemError(problem('not_found', detail))
  }
  if (typeof userId !== 'string') throw new ProblemError(problemOfViolations([userId]))
  return { ...filters, userId }
}

function entryOf(entry: ListedEntry): Entry {
  return entryFromRecord({ ...entry, billable: Boolean(entry.billable) }, entry.status)
}
