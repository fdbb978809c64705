import { queryOptions } from '@tanstack/react-query'
import { earliestDate, latestDate } from 'timesheets-sdk/model'
import type { ApiClient } from '../../api/client.ts'

/** The minutes that everyone has logged so far, by project, whatever the status of their weeks. */
export function usedMinutesQuery(client: ApiClient) {
  return queryOptions({
    queryKey: ['weeks', 'used-minutes'],
    queryFn: async ({ signal }) => {
      const used = new Map<string, number>()
      const query = {
        from: earliestDate,
        to: latestDate,
        groupBy: ['project'],
        status: 'any',
        everyone: true,
      } as const
      for await (const { project = '', minutes } of client.reports.hours(query, {
        pageSize: 1_000,
        signal,
      })) {
        used.set(project, minutes)
      }
      return used as ReadonlyMap<string, number>
    },
    staleTime: 60_000,
  })
}
