import { maximumPageSize } from '../contract/limits.ts'
import type { EntryFilters, EntryPage } from '../contract/listing.ts'
import type { Entry } from '../model/entry.ts'
import type { Call, Caller, CallOptions } from './call.ts'

/** Fewer requests than the API's own default, and pages that still come quickly. */
const defaultPageSize = 500

export interface ListOptions extends CallOptions {
  /** How many entries are asked for at a time, 1 to 1,000. Default 500. */
  readonly pageSize?: number
}

/** One page of entries: `limit` (1 to 1,000, default 100) after `cursor`, another page's `nextCursor`. */
export interface PageQuery extends EntryFilters {
  readonly limit?: number | undefined
  readonly cursor?: string | undefined
}

/** All entries that the filters leave, each once, asked for page by page as they are read. */
export interface EntryList extends AsyncIterable<Entry> {
  /** The same, page by page. */
  pages(): AsyncIterable<EntryPage>
}

export async function fetchPage(caller: Caller, query: PageQuery, options: CallOptions): Promise<EntryPage> {
  const { value } = await caller.call('listEntries', { ...options, query: filterQuery(query) })
  return value
}

/** Query parameters may be `undefined`, and nothing else of what was passed gets into the address. */
export function filterQuery(query: PageQuery): NonNullable<Call['query']> {
  const { from, to, project, status, userId, limit, cursor } = query
  return { from, to, project, status, userId, limit, cursor }
}

/** @throws {RangeError} when the page size is not 1 to 1,000 */
export function listEntries(caller: Caller, filters: EntryFilters, options: ListOptions): EntryList {
  const { pageSize = defaultPageSize, signal } = options
  if (!Number.isInteger(pageSize) || pageSize < 1 || pageSize > maximumPageSize) {
    throw new RangeError(`pageSize is ${pageSize}. Give a whole number from 1 to ${maximumPageSize}.`)
  }
  async function* pages(): AsyncGenerator<EntryPage, void, undefined> {
    let cursor: string | undefined
    do {
      const page: EntryPage = await fetchPage(caller, { ...filters, limit: pageSize, cursor }, { signal })
      yield page
      cursor = page.nextCursor ?? undefined
    } while (cursor !== undefined)
  }
  return {
    pages,
    async *[Symbol.asyncIterator]() {
      for await (const page of pages()) yield* page.data
    },
  }
}
