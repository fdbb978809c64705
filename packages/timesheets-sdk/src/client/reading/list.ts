import type { EntryFilters, EntryPage } from '../../contract/entries.ts'
import type { Entry } from '../../model/entry.ts'
import type { ApiCaller, Call } from '../request/call.ts'
import type { CallOptions } from '../request/call-options.ts'
import { type Paged, type PagedOptions, paged } from './paged.ts'

export type ListOptions = PagedOptions

/** Which entries. */
export interface EntryListFilters extends EntryFilters {
  /**
   * The entries of everybody the caller may see, by person, then date: for approvers and machines that may
   * approve.
   */
  readonly everyone?: boolean | undefined
}

/** One page of entries: `limit` (1 to 1,000, default 100) after `cursor`, another page's `nextCursor`. */
export interface PageQuery extends EntryListFilters {
  readonly limit?: number | undefined
  readonly cursor?: string | undefined
}

/** All entries that the filters leave, each once, asked for page by page as they are read. */
export type EntryList = Paged<Entry, EntryPage>

export async function fetchPage(
  caller: ApiCaller,
  query: PageQuery,
  options?: CallOptions,
): Promise<EntryPage> {
  const { value } = await caller.call('listEntries', { query: filterQuery(query) }, options)
  return value
}

/** Query parameters may be `undefined`, and nothing else of what was passed gets into the address. */
export function filterQuery(query: PageQuery): NonNullable<Call['query']> {
  const { from, to, project, status, userId, everyone, limit, cursor } = query
  return { from, to, project, status, userId, everyone: everyone ? 'true' : undefined, limit, cursor }
}

/** @throws {RangeError} when the page size is not 1 to 1,000 */
export function listEntries(caller: ApiCaller, filters: EntryListFilters, options: ListOptions): EntryList {
  return paged((place) => fetchPage(caller, { ...filters, ...place }, options), options)
}
