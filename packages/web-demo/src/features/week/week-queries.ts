import type { QueryClient } from '@tanstack/react-query'
import { weekOf } from 'timesheets-sdk/model'
import type { ApiClient } from '../../api/client.ts'
import { projectsQuery } from '../../api/projects-query.ts'
import { policyQuery, weekEntriesQuery, weekQuery, weeksQuery } from '../../api/queries.ts'
import { weekAfter } from '../../components/week-names.ts'

/** The number of past weeks that are checked. */
const checkedWeeks = 8

/** The past weeks that may need their owner. The list has only weeks with entries: the last may be empty. */
export function pastWeeksQueries(client: ApiClient, today: string) {
  const lastWeek = weekAfter(weekOf(today), -1)
  return {
    logged: weeksQuery(client, weekAfter(weekOf(today), -checkedWeeks), lastWeek),
    last: weekQuery(client, lastWeek),
  }
}

/** Loads everything that the page of a week shows first, all at once. */
export function loadWeek(queries: QueryClient, client: ApiClient, week: string, today: string): void {
  const { logged, last } = pastWeeksQueries(client, today)
  void queries.prefetchQuery(weekEntriesQuery(client, week))
  void queries.prefetchQuery(weekQuery(client, week))
  void queries.prefetchQuery(policyQuery(client))
  void queries.prefetchQuery(projectsQuery(client))
  void queries.prefetchQuery(logged)
  void queries.prefetchQuery(last)
}
