import { cursorOf } from 'timesheets-sdk/contract'
import { weekOf } from 'timesheets-sdk/model'
import { contentTag } from '../../content-tag.ts'
import type { Engine } from '../../store/engine.ts'
import { type EntryPlace, type EntryQuery, listEntries } from '../../store/timesheets/listed-entries.ts'
import { PersonCache, type PersonCacheOptions, type Weeks } from '../cache/person-cache.ts'
import type { EncodedPage } from '../timesheet-service.ts'
import type { EncodedEntries } from './encoded-entries.ts'
import { encodeEntries } from './entry-json.ts'
import { KnownEntries } from './known-entries.ts'

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
  /** The entries that a page which is read again is made of. */
  readonly #known: KnownEntries

  constructor(options: EntryPagesOptions) {
    const { engine, log, maximumBytes } = options
    this.#engine = engine
    this.#cache = new PersonCache({ ...options, dependsOnCompany: false })
    this.#known = new KnownEntries({
      log,
      maximumBytes: maximumBytes * shareOfEntries,
      read: (range, after, limit) => this.#list(range, after, limit),
    })
  }

  read(query: EntryQuery, after: EntryPlace | undefined, limit: number): Promise<EncodedPage> {
    const key = keyOf(query, after, limit)
    return this.#cache.read(query.userId, key, async () => {
      const hasKnownRange = query.project === undefined && query.status === undefined
      const lists = hasKnownRange
        ? await this.#known.read(query, after, limit + 1)
        : [await this.#list(query, after, limit + 1)]
      const weeks = weeksOf(query, after, lists, limit)
      const page = encodePage(lists, limit, cursorOf)
      const bytes = key.length + page.json.length + overheadBytes
      return { value: page, bytes, weeks }
    })
  }

  async #list(query: EntryQuery, after: EntryPlace | undefined, limit: number): Promise<EncodedEntries> {
    return encodeEntries(await listEntries(this.#engine, query, after, limit))
  }
}

const shareOfEntries = 1 / 4
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
  lists: readonly EncodedEntries[],
  limit: number,
): Weeks {
  const first = after && (from === undefined || from < after.date) ? after.date : from
  // The entry after the last one shows that there is a next page.
  const last = lengthOf(lists) > limit ? lists.at(-1)?.last.date : to
  return { from: weekOrNull(first), to: weekOrNull(last) }
}

function weekOrNull(date: string | undefined): string | null {
  return date === undefined ? null : weekOf(date)
}

/**
 * @param lists follow each other, with one entry more than fits on the page if there are more: then there is
 *   a next page
 * @param cursorAfter the cursor after the last entry of the page
 */
export function encodePage(
  lists: readonly EncodedEntries[],
  limit: number,
  cursorAfter: (last: EntryPlace) => string,
): EncodedPage {
  const shown = lengthOf(lists) > limit ? withoutLast(lists) : lists
  const last = shown === lists ? undefined : shown.at(-1)?.last
  const end = Buffer.from(`],"nextCursor":${last ? `"${cursorAfter(last)}"` : 'null'}}`)
  const parts = shown.flatMap(({ bytes }, index) => (index === 0 ? [bytes] : [comma, bytes]))
  const json = Buffer.concat([start, ...parts, end])
  return { json, etag: contentTag(json) }
}

const start = Buffer.from('{"data":[')
const comma = Buffer.from(',')

function lengthOf(lists: readonly EncodedEntries[]): number {
  return lists.reduce((sum, { length }) => sum + length, 0)
}

function withoutLast(lists: readonly EncodedEntries[]): EncodedEntries[] {
  return lists
    .map((list, index) => (index === lists.length - 1 ? list.slice(0, list.length - 1) : list))
    .filter(({ length }) => length > 0)
}
