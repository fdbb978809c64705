import { queryOptions } from '@tanstack/react-query'
import type { Obstacle, Period } from 'timesheets-sdk/model'
import type { ApiClient } from '../../api/client.ts'

/** The months and their closings, the newest first. */
export function periodsQuery(client: ApiClient) {
  return queryOptions({
    queryKey: ['periods'],
    queryFn: async ({ signal }) => {
      const periods: Period[] = []
      for await (const period of client.periods.list({ pageSize: 1_000, signal })) periods.push(period)
      return periods
    },
  })
}

/** The weeks that stand in the way of closing a month. */
export function obstaclesQuery(client: ApiClient, period: string) {
  return queryOptions({
    // With the weeks: a decision on one may remove it from here.
    queryKey: ['weeks', 'obstacles', period],
    queryFn: async ({ signal }) => {
      const obstacles: Obstacle[] = []
      for await (const one of client.periods.obstacles(period, { pageSize: 1_000, signal }))
        obstacles.push(one)
      return obstacles
    },
  })
}
