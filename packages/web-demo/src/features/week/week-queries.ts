import type { QueryClient } from '@tanstack/react-query'
import { weekOf } from 'timesheets-sdk/model'
import type { ApiClient } from '../../api/client.ts'
import { projectsQuery } from '../../api/projects-query.ts'
import { policyQuery, weekEntriesQuery, weekQuery, weeksQuery } from '../../api/queries.ts'
import { weekAfter } from '../../components/week-names.ts'

/** The number of past weeks that are checked. */
const checkedWeeks = 8

/** The past weeks with entries, which may need their owner. */
export function pastWeeksQuery(client: ApiClient, today: string) {
  const thisWeek = weekOf(today)
  return weeksQuery(client, weekAfter(thisWeek, -checkedWeeks), weekAfter(thisWeek, -1))
}

/** Loads everything that the page of a week shows first, all at once. */
export function loadWeek(queries: QueryClient, client: ApiClient, week: string, today: string): void {
  void queries.prefetchQuery(weekEntriesQuery(client, week))
  void queries.prefetchQuery(weekQuery(client, week))
  void queries.prefetchQuery(policyQuery(client))
  void queries.prefetchQuery(projectsQuery(client))
  void queries.prefetchQuery(pastWeeksQuery(client, today))
}
