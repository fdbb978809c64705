import { csvHeader, csvLine } from '../../contract/csv.ts'
import type { WrittenEntry } from '../../contract/entries.ts'
import {
  cursorOf,
  type EntryPosition,
  type EveryonesPosition,
  everyonesCursorOf,
  everyonesPositionOf,
  positionOf,
} from '../../contract/entries.ts'
import { etagOf } from '../../contract/etag.ts'
import { operations } from '../../contract/operations.ts'
import { type OperationName, pathOf } from '../../contract/routes.ts'
import { noSuchEntry } from '../../decide/not-found.ts'
import { listTypeOf } from '../../decide/request/media-type.ts'
import { rowFormats } from '../../decide/row-formats.ts'
import { listsEveryone, maySee, readsEveryone } from '../../rules/access.ts'
import { type OperationHandlers, ownerIn } from '../backend.ts'
import { compareEntries } from '../memory-store.ts'
import { file, json, noContent, page, revalidated } from '../responses.ts'

const formats = rowFormats(csvHeader, csvLine)

type EntryOperation = Extract<OperationName, `${string}Entry` | `${string}Entries`>

export const entryHandlers: OperationHandlers<EntryOperation> = {
  listEntries({ request, caller, query: { limit, cursor, ...filters } }, { store }) {
    const mediaType = listTypeOf(request.headers.get('accept') ?? undefined)
    const isAcross = listsEveryone(caller, filters)
    const entries = () =>
      isAcross
        ? store
            .entries(filters)
            .filter(({ userId }) => readsEveryone(caller) || maySee(caller, userId, store.managerOf(userId)))
            .sort(compareEveryones)
        : store.entries({ ...filters, userId: ownerIn(store, caller, filters.userId) })
    if (mediaType !== 'application/json') {
      const nameParts = ['timesheets', filters.from, filters.to]
      return file(entries, { limit, cursor }, formats[mediaType], nameParts)
    }
    const asked = { limit, cursor }
    return revalidated(
      request,
      isAcross ? page(entries, asked, everyonesPlaces) : page(entries, asked, ownPlaces),
    )
  },

  createEntry({ caller, query: { source }, body, idempotency }, { store, kept, now }) {
    const { status, entry } = kept.once(caller, idempotency, now(), () =>
      store.decide({ kind: 'create', caller, source, entry: body }, now()),
    )
    return entryResponse(status, entry, { Location: pathOf(operations.getEntry, { id: entry.id }) })
  },

  pushEntries({ caller, body: items, query, idempotency }, { store, kept, now }) {
    const push = { kind: 'push' as const, caller, source: query.source, items }
    if (query.dryRun === 'true') return json(200, store.rehearse(push, now()))
    return json(
      200,
      kept.once(caller, idempotency, now(), () => store.decide(push, now())),
    )
  },

  getEntry({ request, caller, params: { id } }, { store }) {
    const entry = store.entries().find((one) => one.id === id)
    if (!entry || !maySee(caller, entry.userId, store.managerOf(entry.userId))) throw noSuchEntry()
    return revalidated(request, entry, etagOf(entry))
  },

  updateEntry({ caller, params: { id }, body: patch, ifMatch }, { store, now }) {
    return entryResponse(200, store.decide({ kind: 'update', caller, id, patch, ifMatch }, now()))
  },

  deleteEntry({ caller, params: { id }, ifMatch }, { store, now }) {
    store.decide({ kind: 'delete', caller, id, ifMatch }, now())
    return noContent()
  },
}

const ownPlaces = {
  read: positionOf,
  write: cursorOf,
  isAfter: (entry: EntryPosition, after: EntryPosition) => compareEntries(entry, after) > 0,
}

const everyonesPlaces = {
  read: everyonesPositionOf,
  write: everyonesCursorOf,
  isAfter: (entry: EveryonesPosition, after: EveryonesPosition) => compareEveryones(entry, after) > 0,
}

function compareEveryones(a: EveryonesPosition, b: EveryonesPosition): number {
  if (a.userId === b.userId) return compareEntries(a, b)
  return a.userId < b.userId ? -1 : 1
}

function entryResponse(status: number, entry: WrittenEntry, headers: Record<string, string> = {}): Response {
  return json(status, entry, { ETag: etagOf(entry), ...headers })
}
