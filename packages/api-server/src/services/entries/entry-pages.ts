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
  /** How much is kept of pages that were read; 0: nothing. */
  readonly maximumKeptBytes: number
}

/**
 * Pages of entries as they are sent. A page is read again only when anything was committed since it was read last, which the
 * database itself is asked each time. Who may see it is judged before.
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
    // Before the page: what is committed in between then makes the mark too old, never the page.
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

/** @param entries one more than the page has, if there are more: it tells whether there is a next page */
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
