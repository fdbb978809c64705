import { csvHeader, csvLine } from '../contract/csv.ts'
import { defaultPageSize } from '../contract/limits.ts'
import { cursorOf, type EntryPage, listEntriesQuerySchema, positionOf } from '../contract/listing.ts'
import type { Entry } from '../model/entry.ts'
import { maySee, ownerForReading } from '../rules/access.ts'
import type { Caller } from '../rules/caller.ts'
import type { MemoryStore } from './memory-store.ts'
import { readQuery } from './read-request.ts'
import { refuse, refuseForViolations } from './refusal.ts'
import { noSuchEntry, noSuchPerson } from './writes.ts'

/** @throws {Refusal} */
export function getEntry(store: MemoryStore, caller: Caller, id: string): Entry {
  const entry = store.entries().find((candidate) => candidate.id === id)
  if (!entry || !maySee(caller, entry.userId, store.managerOf(entry.userId))) throw noSuchEntry()
  return entry
}

/** Whose timesheets a read is about: the person that is named, else the caller. @throws {Refusal} */
export function readableOwner(store: MemoryStore, caller: Caller, named: string | undefined): string {
  const owner = ownerForReading(caller, named, named === undefined ? null : store.managerOf(named))
  if (owner === undefined) throw noSuchPerson()
  if (typeof owner !== 'string') throw refuseForViolations([owner])
  return owner
}

const streamed = {
  'text/csv': (entries: Entry[]) => csvHeader + entries.map(csvLine).join(''),
  'application/x-ndjson': (entries: Entry[]) => entries.map((entry) => `${JSON.stringify(entry)}\n`).join(''),
} as const

/** A page as JSON, or all entries as text of another media type, by `Accept`. @throws {Refusal} */
export function listEntries(
  store: MemoryStore,
  caller: Caller,
  request: Request,
): EntryPage | { readonly mediaType: string; readonly text: string } {
  const { limit = defaultPageSize, cursor, ...filters } = readQuery(request, listEntriesQuerySchema)
  if (filters.from !== undefined && filters.to !== undefined && filters.from > filters.to) {
    const message = `from, ${filters.from}, lies after to, ${filters.to}`
    throw refuseForViolations([{ code: 'out_of_range', message, path: '/from' }])
  }
  const mediaType = answerTypeOf(request)
  const userId = readableOwner(store, caller, filters.userId)
  if (mediaType !== 'application/json') {
    return { mediaType, text: streamed[mediaType](store.entries({ ...filters, userId })) }
  }
  const after = cursor === undefined ? undefined : positionOf(cursor)
  if (cursor !== undefined && after === undefined) {
    throw refuse('malformed_cursor', 'cursor must be a nextCursor that this API gave')
  }
  const entries = store.entries({ ...filters, userId }, after)
  const data = entries.slice(0, limit)
  const last = data.at(-1)
  return { data, nextCursor: entries.length > limit && last ? cursorOf(last) : null }
}

/** The form in which the client wants an answer, by `Accept`. @throws {Refusal} `not_acceptable` */
export function answerTypeOf(request: Request): 'application/json' | keyof typeof streamed {
  const accept = request.headers.get('accept') ?? '*/*'
  for (const range of accept.split(',')) {
    const mediaRange = range.split(';')[0]?.trim()
    if (mediaRange === 'text/csv' || mediaRange === 'application/x-ndjson') return mediaRange
    if (mediaRange === 'application/json' || mediaRange === 'application/*' || mediaRange === '*/*') {
      return 'application/json'
    }
  }
  throw refuse('not_acceptable', 'this is answered as application/json, text/csv or application/x-ndjson')
}
