import { cursorOf, type EveryonesPosition } from 'timesheets-sdk/contract'
import { weekOf } from 'timesheets-sdk/model'
import { contentTag } from '../../content-tag.ts'
import type { Engine } from '../../store/engine.ts'
import { type EntryPlace, type EntryQuery, listEntries } from '../../store/timesheets/listed-entries.ts'
import type { ListedEntry } from '../../store/timesheets/numbered-entries.ts'
import { PersonCache, type PersonCacheOptions, type Read } from '../cache/person-cache.ts'
import type { EncodedPage } from '../timesheet-service.ts'
import { entryJsonWriter } from './entry-json.ts'

export interface EntryPagesOptions extends Omit<PersonCacheOptions, 'dependsOnCompany'> {
  readonly engine: Pick<Engine, 'reader' | 'prepared' | 'names'>
}

/**
 * Encoded pages of entries. A page is read again only if an event may have changed it since the last time,
 * which is checked with the database on every request. The caller's access is checked before.
 */
export class EntryPages {
  readonly #engine: EntryPagesOptions['engine']
  readonly #cache: PersonCache<EncodedPage>

  constructor(options: EntryPagesOptions) {
    this.#engine = options.engine
    this.#cache = new PersonCache({ ...options, dependsOnCompany: false })
  }

  read(query: EntryQuery, after: EntryPlace | undefined, limit: number): Promise<EncodedPage> {
    const key = keyOf(query, after, limit)
    return this.#cache.read(query.userId, key, async () => {
      const entries = await listEntries(this.#engine, query, after, limit + 1)
      const weeks = weeksOf(query, after, entries, limit)
      const page = encodePage(entries, limit, cursorOf)
      const bytes = key.length + page.json.length + overheadBytes
      return { value: page, bytes, weeks }
    })
  }
}

// The size of an empty page with its key and the objects around it.
const overheadBytes = 500

function keyOf(query: EntryQuery, after: EntryPlace | undefined, limit: number): string {
  const { from, to, project, status } = query
  return JSON.stringify([from, to, project, status, after?.date, after?.id, limit])
}

/** The weeks that a page depends on: entries before and after it do not appear on it. */
function weeksOf(
  { from, to }: EntryQuery,
  after: EntryPlace | undefined,
  entries: readonly ListedEntry[],
  limit: number,
): Read<unknown>['weeks'] {
  const first = after && (from === undefined || from < after.date) ? after.date : from
  // The entry after the last one shows that there is a next page.
  const last = entries.length > limit ? entries.at(-1)?.date : to
  return { from: weekOrNull(first), to: weekOrNull(last) }
}

function weekOrNull(date: string | undefined): string | null {
  return date === undefined ? null : weekOf(date)
}

/** @param entries one more than fits on the page, if there are more: then there is a next page */
export function encodePage(
  entries: ListedEntry[],
  limit: number,
  cursorOf: (last: EveryonesPosition) => string,
): EncodedPage {
  const hasMore = entries.length > limit
  if (hasMore) entries.pop()
  const last = entries.at(-1)
  const nextCursor = hasMore && last ? `"${cursorOf(last)}"` : 'null'
  const json = Buffer.from(`{"data":[${entries.map(entryJsonWriter()).join()}],"nextCursor":${nextCursor}}`)
  return { json, etag: contentTag(json) }
}
