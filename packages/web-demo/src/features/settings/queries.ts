import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { TimesheetsError } from 'timesheets-sdk/client'
import type { Event, Webhook } from 'timesheets-sdk/model'
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

export function webhooksQuery(client: ApiClient) {
  return queryOptions({
    queryKey: ['webhooks'],
    queryFn: async ({ signal }) => {
      const webhooks: Webhook[] = []
      for await (const webhook of client.webhooks.list({ signal })) webhooks.push(webhook)
      return webhooks
    },
    // Deliveries go on meanwhile.
    refetchInterval: 15_000,
  })
}

export interface LogFilters {
  readonly userId: string | undefined
  readonly week: string | undefined
}

const pageSize = 500
const soughtEvents = 50
// Beyond every log: the API rejects it with the position of the end.
const beyondTheEnd = 999_999_999_999_999

interface LogWindow {
  /** The newest first. */
  readonly events: readonly Event[]
  /** The window before ends with this number; `undefined`: this is the oldest. */
  readonly before: number | undefined
}

/**
 * The event log, the newest first. The API lists it from the beginning; this reads it from the end, in
 * windows that grow until they have enough of the events that the filters leave.
 */
export function logQuery(client: ApiClient, filters: LogFilters) {
  return infiniteQueryOptions({
    queryKey: ['events', 'log', filters],
    queryFn: async ({ pageParam, signal }): Promise<LogWindow> => {
      const found: Event[] = []
      let end = pageParam ?? (await endOfLog(client, signal))
      for (let size = pageSize; end > 0 && found.length < soughtEvents; size *= 2) {
        const after = Math.max(0, end - size)
        found.push(...(await readWindow(client, filters, { after, end }, signal)).reverse())
        end = after
      }
      return { events: found, before: end === 0 ? undefined : end }
    },
    initialPageParam: undefined as number | undefined,
    getNextPageParam: (last) => last.before,
  })
}

/** The events after one number and through another, in their order. */
async function readWindow(
  client: ApiClient,
  filters: LogFilters,
  { after, end }: { readonly after: number; readonly end: number },
  signal: AbortSignal,
): Promise<Event[]> {
  const events: Event[] = []
  for (let position = after; position < end; ) {
    const page = await client.events.page({ ...filters, after: position, limit: pageSize }, { signal })
    events.push(...page.data.filter(({ sequence }) => sequence <= end))
    if (page.nextCursor === null) break
    position = page.through
  }
  return events
}

/** The number of the newest event. */
async function endOfLog(client: ApiClient, signal: AbortSignal): Promise<number> {
  try {
    return (await client.events.page({ after: beyondTheEnd, limit: 1 }, { signal })).through
  } catch (error) {
    const end = error instanceof TimesheetsError ? error.problem?.after : undefined
    if (end === undefined) throw error
    return end
  }
}
