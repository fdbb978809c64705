import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import type { Event, EventSubjectType, Webhook, WebhookDelivery } from 'timesheets-sdk/model'
import type { ApiClient } from '../../api/client.ts'

/** How many open weeks, of those that the caller may see, begin in or before an ISO week. */
export function openWeeksQuery(client: ApiClient, to: string) {
  return queryOptions({
    queryKey: ['weeks', 'open', to],
    queryFn: async ({ signal }) => {
      let number = 0
      for await (const { status } of client.weeks.list({ to, everyone: true }, { pageSize: 1_000, signal })) {
        if (status === 'open' || status === 'rejected') number += 1
      }
      return number
    },
  })
}

/** How often what changes with deliveries is read again. */
const deliveriesGoOnMs = 15_000

export function webhooksQuery(client: ApiClient) {
  return queryOptions({
    queryKey: ['webhooks'],
    queryFn: async ({ signal }) => {
      const webhooks: Webhook[] = []
      for await (const webhook of client.webhooks.list({ signal })) webhooks.push(webhook)
      return webhooks
    },
    refetchInterval: deliveriesGoOnMs,
  })
}

/** The last attempts to deliver to a webhook, the newest first. */
export function deliveriesQuery(client: ApiClient, id: string) {
  return queryOptions({
    // Not among those of webhooks: after one was removed, its deliveries are not read again.
    queryKey: ['webhook-deliveries', id],
    queryFn: async ({ signal }) => {
      const deliveries: WebhookDelivery[] = []
      for await (const delivery of client.webhooks.deliveries(id, { signal })) deliveries.push(delivery)
      return deliveries
    },
    refetchInterval: deliveriesGoOnMs,
  })
}

export interface LogFilters {
  readonly userId: string | undefined
  readonly week: string | undefined
  readonly subject: EventSubjectType | undefined
  readonly from: string | undefined
  readonly to: string | undefined
}

const shownEvents = 50
/** The API scans a part of a long log at a time: so many parts are asked for before a person decides. */
const scansAtOnce = 10

interface LogPage {
  /** The newest first. */
  readonly events: readonly Event[]
  /** `null`: there are no older ones. */
  readonly nextCursor: string | null
  readonly archivedThrough: number
}

/** The event log, the newest first. */
export function logQuery(client: ApiClient, filters: LogFilters) {
  return infiniteQueryOptions({
    queryKey: ['events', 'log', filters],
    queryFn: async ({ pageParam, signal }): Promise<LogPage> => {
      let cursor = pageParam ?? undefined
      for (let scan = 1; ; scan += 1) {
        const query = { ...filters, order: 'newest' as const, cursor, limit: shownEvents }
        const { data, nextCursor, archivedThrough } = await client.events.page(query, { signal })
        if (data.length > 0 || nextCursor === null || scan === scansAtOnce) {
          return { events: data, nextCursor, archivedThrough }
        }
        cursor = nextCursor
      }
    },
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.nextCursor,
  })
}
