import { cursorOf, type EveryonesPosition } from 'timesheets-sdk/contract'
import { contentTag } from '../../content-tag.ts'
import type { ChangeMark } from '../../store/change-mark.ts'
import type { Engine } from '../../store/engine.ts'
import {
  type EntryPlace,
  type EntryQuery,
  type ListedEntry,
  listEntries,
} from '../../store/timesheets/listed-entries.ts'
import type { EncodedPage } from '../timesheet-service.ts'
import { entryJsonWriter } from './entry-json.ts'
import { PageCache } from './page-cache.ts'

export interface EntryPagesOptions {
  readonly engine: Pick<Engine, 'reader' | 'prepared'>
  readonly changeMark: ChangeMark
  /** How many bytes of pages are cached; 0: none. */
  readonly maximumKeptBytes: number
}

/**
 * Encoded pages of entries. A page is read again only if something was committed since the last time, which
 * is checked with the database on every request. The caller's access is checked before.
 */
export class EntryPages {
  readonly #engine: EntryPagesOptions['engine']
  readonly #changeMark: ChangeMark
  readonly #kept: PageCache

  constructor({ engine, changeMark, maximumKeptBytes }: EntryPagesOptions) {
    this.#engine = engine
    this.#changeMark = changeMark
    this.#kept = new PageCache(maximumKeptBytes)
  }

  async read(query: EntryQuery, after: EntryPlace | undefined, limit: number): Promise<EncodedPage> {
    // Before the page: a commit in between makes the mark too old, never the page.
    const mark = await this.#changeMark()
    if (mark === undefined) return readPage(this.#engine, query, after, limit)
    this.#kept.moveTo(mark)
    const key = keyOf(query, after, limit)
    const kept = this.#kept.get(key)
    if (kept) return kept
    const page = await readPage(this.#engine, query, after, limit)
    this.#kept.put(mark, key, page)
    return page
  }
}

function keyOf(query: EntryQuery, after: EntryPlace | undefined, limit: number): string {
  const { userId, from, to, project, status } = query
  return JSON.stringify([userId, from, to, project, status, after?.date, after?.id, limit])
}

async function readPage(
  engine: EntryPagesOptions['engine'],
  query: EntryQuery,
  after: EntryPlace | undefined,
  limit: number,
): Promise<EncodedPage> {
  return encodePage(await listEntries(engine, query, after, limit + 1), limit, cursorOf)
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
