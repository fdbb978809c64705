import { queryOptions } from '@tanstack/react-query'
import type { EventQuery, TimesheetsClient } from 'timesheets-sdk/client'
import type { Event } from 'timesheets-sdk/model'

/** What happened to a week, or to an entry, of a person; the newest first. */
export function historyQuery(client: TimesheetsClient, of: Pick<EventQuery, 'userId' | 'week' | 'entryId'>) {
  return queryOptions({
    queryKey: ['events', of],
    queryFn: async ({ signal }) => {
      const events: Event[] = []
      for await (const event of client.events.list(of, { pageSize: 500, signal })) events.push(event)
      return events.reverse()
    },
  })
}
