import type { QueryClient } from '@tanstack/react-query'
import { isIsoWeek, weekOf } from 'timesheets-sdk/model'
import type { ApiClient } from '../api/client.ts'
import { meQuery } from '../api/queries.ts'
import { todayHere } from '../components/week-names.ts'
import { loadWeek } from '../features/week/week-queries.ts'

/**
 * Asks who the caller is, and at the same time for the data of the page at this address: one wait in place of
 * two. Only for the page of a week, with which most visits begin. The page asks again for what fails.
 */
export function loadAhead(queries: QueryClient, client: ApiClient, path: string): void {
  void queries.prefetchQuery(meQuery(client))
  const today = todayHere()
  const week = path === '/' || path === '/week' ? weekOf(today) : path.match(/^\/week\/([^/]+)$/)?.[1]
  if (week !== undefined && isIsoWeek(week)) loadWeek(queries, client, week, today)
}
