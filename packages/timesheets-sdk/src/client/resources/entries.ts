import type { EntryPage, WrittenEntry } from '../../contract/entries.ts'
import { etagOf } from '../../contract/etag.ts'
import type { Entry, EntryPatch, NewEntry, PushedEntry } from '../../model/entry.ts'
import type { NounContext } from '../core.ts'
import type { PushOptions, PushSummary } from '../push/options.ts'
import { type ExportOptions, exportBytes } from '../reading/export.ts'
import {
  type EntryList,
  type EntryListFilters,
  fetchPage,
  filterQuery,
  type ListOptions,
  listEntries,
  type PageQuery,
} from '../reading/list.ts'
import type { CallOptions } from '../request/call-options.ts'

export interface CreateOptions extends CallOptions {
  /** Names this creation, so that it happens once however often it is asked for. Default: a random one. */
  readonly idempotencyKey?: string
  /** The source of its `externalId`, as the policy names it. Default: the id of this client. */
  readonly source?: string | undefined
}

/**
 * An entry as it was made. `created` is false where it was there already, with the same `externalId` and
 * content.
 */
export type CreatedEntry = WrittenEntry & { readonly created: boolean }

/**
 * Makes a change conditional on the entry as it was read, or on an entity tag as `If-Match` (RFC 9110 section
 * 13.1.1). If the entry has changed since, the call fails with `precondition_failed`. Without either, the
 * last change wins.
 */
export interface ChangeOptions extends CallOptions {
  readonly basedOn?: Pick<Entry, 'version' | 'status'>
  readonly ifMatch?: string
}

/** The entries of timesheets. Every method fails with {@link TimesheetsError}. */
export interface Entries {
  /**
   * The entries that the filters leave, by date: the caller's own, or those of `userId`, which a machine has
   * to name. With `everyone` those of all whom the caller may see, by person, then date. Nothing is requested
   * until it is iterated; each iteration starts again.
   */
  list(filters?: EntryListFilters, options?: ListOptions): EntryList
  /** One page of what `list` gives. */
  page(query?: PageQuery, options?: CallOptions): Promise<EntryPage>
  /** The entry with this id, also if it is somebody else's whom the caller may see. */
  get(id: string, options?: CallOptions): Promise<Entry>
  /** Logs an entry, once, however often it is sent. */
  create(entry: NewEntry, options?: CreateOptions): Promise<CreatedEntry>
  /** Changes what the patch names. Without `basedOn` or `ifMatch` it is not sent again after a failure. */
  update(id: string, patch: EntryPatch, options?: ChangeOptions): Promise<WrittenEntry>
  /** Deletes an entry of an open or rejected week. */
  delete(id: string, options?: ChangeOptions): Promise<void>
  /** All entries that the filters leave, as bytes of CSV or NDJSON. */
  export(filters: EntryListFilters, options: ExportOptions): AsyncIterable<Uint8Array>
  /**
   * Pushes any number of entries in batches, with flat memory. Each is judged by itself, and the good ones
   * are stored; with `externalId` a push can be run again at any time, and stores nothing twice.
   *
   * Items of one person, and items of one `externalId`, arrive in the order of the source. Others may
   * overtake each other.
   *
   * @throws {TimesheetsError} with the outcomes until then in `summary`: when a batch fails as a whole, when
   *   the source fails (`source_failed`) or a callback does (`callback_failed`), with its error as `cause`
   */
  push(
    entries: Iterable<PushedEntry> | AsyncIterable<PushedEntry>,
    options?: PushOptions<PushedEntry>,
  ): Promise<PushSummary>
  /** As above, for items that hold an entry and what the caller knows it by. */
  push<Item>(
    items: Iterable<Item> | AsyncIterable<Item>,
    options: PushOptions<Item> & { readonly toEntry: (item: Item) => PushedEntry },
  ): Promise<PushSummary>
}

export function entries(context: NounContext): Entries {
  const { caller } = context
  return {
    list: (filters = {}, options = {}) => listEntries(caller, filters, options),
    page: (query = {}, options = {}) => fetchPage(caller, query, options),
    async get(id, options) {
      return (await caller.call('getEntry', { parameters: { id } }, options)).value
    },
    async create(entry, options = {}) {
      const body = JSON.stringify(entry)
      const { idempotencyKey, source } = options
      const call = { body, query: { source }, idempotencyKey }
      const { status, value } = await caller.call('createEntry', call, options)
      return { ...value, created: status === 201 }
    },
    async update(id, patch, options = {}) {
      const call = { parameters: { id }, body: JSON.stringify(patch), ifMatch: ifMatchOf(options) }
      const { value } = await caller.call('updateEntry', call, options)
      return value
    },
    async delete(id, options = {}) {
      await caller.call('deleteEntry', { parameters: { id }, ifMatch: ifMatchOf(options) }, options)
    },
    export: (filters, options) =>
      exportBytes(caller, 'listEntries', { query: filterQuery(filters) }, options, context),
    async push<Item>(items: Iterable<Item> | AsyncIterable<Item>, options: PushOptions<Item> = {}) {
      // By the overloads, items without toEntry are entries.
      const toEntry = options.toEntry ?? ((item: Item) => item as PushedEntry)
      // Loaded on demand: a page that logs a week never pushes.
      const { Push } = await import('../push/push.ts')
      return new Push(caller, { ...options, toEntry }).run(items)
    },
  }
}

function ifMatchOf({ basedOn, ifMatch }: ChangeOptions): string | undefined {
  return ifMatch ?? (basedOn && etagOf(basedOn))
}
