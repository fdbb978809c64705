import { queryOptions } from '@tanstack/react-query'
import type { MissingWeek } from 'timesheets-sdk/contract'
import { datesOfWeek, type Entry, type Week } from 'timesheets-sdk/model'
import type { ApiClient } from '../../api/client.ts'
import { byName } from '../../components/by-name.ts'

/** The weeks that wait for the caller's decision, the oldest first. */
export function queueQuery(client: ApiClient) {
  return queryOptions({
    queryKey: ['weeks', 'queue'],
    queryFn: async ({ signal }) => {
      const weeks: Week[] = []
      for await (const week of client.weeks.list({ status: 'submitted' }, { pageSize: 500, signal })) {
        if (week.actions.length > 0) weeks.push(week)
      }
      return weeks
    },
    // Others submit meanwhile.
    refetchInterval: 60_000,
  })
}

/** The decided timesheets of one ISO week, of everybody whose weeks the caller may decide on. */
export function decidedQuery(client: ApiClient, name: string, own: string) {
  return queryOptions({
    queryKey: ['weeks', 'decided', name],
    queryFn: async ({ signal }) => {
      const weeks: Week[] = []
      const filters = { from: name, to: name, everyone: true }
      for await (const week of client.weeks.list(filters, { pageSize: 500, signal })) {
        if (week.userId !== own && week.decidedAt !== null) weeks.push(week)
      }
      return weeks
    },
  })
}

/** The entries of somebody's week. */
export function entriesOfQuery(client: ApiClient, userId: string, week: string) {
  const dates = datesOfWeek(week)
  return queryOptions({
    queryKey: ['entries', 'of', userId, week],
    queryFn: async ({ signal }) => {
      const entries: Entry[] = []
      const filters = { userId, from: dates[0], to: dates[6] }
      for await (const entry of client.entries.list(filters, { pageSize: 1_000, signal })) entries.push(entry)
      return entries
    },
    staleTime: 30_000,
  })
}

/** The people who have not submitted a week, by name; those for whom the week is over first. */
export function missingQuery(client: ApiClient, week: string) {
  return queryOptions({
    queryKey: ['missing', week],
    queryFn: async ({ signal }) => {
      const rows: MissingWeek[] = []
      for await (const row of client.reports.missing({ week }, { pageSize: 1_000, signal })) rows.push(row)
      return rows.sort((a, b) => Number(b.due) - Number(a.due) || byName(a, b))
    },
  })
}
