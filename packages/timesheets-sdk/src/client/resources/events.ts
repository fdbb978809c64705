import type { EventFilters, EventPage, eventOrders } from '../../contract/events.ts'
import type { Event } from '../../model/event.ts'
import type { NounContext } from '../core.ts'
import { TimesheetsError } from '../errors.ts'
import { type Paged, type PagedOptions, paged } from '../reading/paged.ts'
import type { ApiCaller, Call } from '../request/call.ts'
import type { CallOptions } from '../request/call-options.ts'

const followPageSize = 500
const defaultPollIntervalMs = 5_000

/** Which events: those after a sequence number, of a person, a week of theirs, an entry. */
export interface EventQuery extends EventFilters {
  /** The `sequence` of the last event that was dealt with. Default 0: from the beginning. */
  readonly after?: number | undefined
  /** The `generation` of that event. With it, a log that was restored from a backup is noticed. */
  readonly generation?: string | undefined
}

/** A list of events in an order. */
export interface EventListQuery extends EventQuery {
  /** Default: `oldest`. `newest` takes no `after`. */
  readonly order?: (typeof eventOrders)[number] | undefined
}

export interface EventPageQuery extends EventListQuery {
  readonly limit?: number | undefined
  readonly cursor?: string | undefined
}

export interface FollowOptions extends EventQuery, Omit<CallOptions, 'signal'> {
  /** Ends the iteration, without an error. */
  readonly signal?: AbortSignal | undefined
  /** How long to wait, in milliseconds, before asking again when there was nothing new. Default 5,000. */
  readonly pollIntervalMs?: number
}

/** The event log. Every method fails with {@link TimesheetsError}. */
export interface Events {
  /**
   * Events until now that the caller may see, in their order or newest first; with filters those of a person,
   * a week, an entry, a kind of thing or some days. A page may be empty while more follow.
   */
  list(query?: EventListQuery, options?: PagedOptions): Paged<Event, EventPage>
  /** One page of what `list` gives. */
  page(query?: EventPageQuery, options?: CallOptions): Promise<EventPage>
  /**
   * The same, and then all later events, each once. Store the `sequence` and `generation` of the last event
   * that was dealt with: `after` and `generation` continue there, also after a restart. While the API is
   * unreachable, it is asked again. A rejected request ends the iteration with an error: `events_gone` if the
   * log was restored from a backup without some of these events; its `problem` has the position to continue
   * at.
   *
   * ```ts
   * for await (const event of timesheets.events.follow({ after, generation, signal }))
   *   console.log(event.action)
   * ```
   */
  follow(options?: FollowOptions): AsyncIterable<Event>
}

export function events(context: NounContext): Events {
  const { caller } = context
  const page = (query: EventPageQuery, options?: CallOptions) => fetchPage(caller, query, options)
  return {
    list: (query = {}, options = {}) => paged((place) => page({ ...query, ...place }, options), options),
    page: (query = {}, options) => page(query, options),
    follow: (options = {}) => followEvents(page, options, context),
  }
}

type FetchPage = (query: EventPageQuery, options?: CallOptions) => Promise<EventPage>

async function fetchPage(
  caller: ApiCaller,
  query: EventPageQuery,
  options?: CallOptions,
): Promise<EventPage> {
  const { value } = await caller.call('listEvents', { query: parametersOf(query) }, options)
  return value
}

/** Query parameters may be `undefined`, and nothing else of what was passed gets into the address. */
function parametersOf(query: EventPageQuery): NonNullable<Call['query']> {
  const { userId, week, entryId, subject, from, to, after, generation, order, limit, cursor } = query
  return { userId, week, entryId, subject, from, to, after, generation, order, limit, cursor }
}

async function* followEvents(
  page: FetchPage,
  options: FollowOptions,
  { sleep, unreachableDelayMs }: NounContext,
): AsyncGenerator<Event, void, undefined> {
  const { signal, pollIntervalMs = defaultPollIntervalMs } = options
  let { after = 0, generation } = options
  while (!signal?.aborted) {
    let found: EventPage
    try {
      found = await page({ ...options, after, generation, limit: followPageSize }, options)
    } catch (error) {
      if (signal?.aborted) return
      if (!(error instanceof TimesheetsError && error.kind === 'unreachable')) throw error
      await sleep(Math.max(unreachableDelayMs, error.retryAfterMs ?? 0), signal)
      continue
    }
    for (const event of found.data) {
      if (signal?.aborted) return
      yield event
    }
    after = found.through
    generation = found.generation
    if (found.nextCursor === null) await sleep(pollIntervalMs, signal)
  }
}
