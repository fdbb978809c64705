import { queryOptions } from '@tanstack/react-query'
import type { ClosedAmount, Obstacle, Period, PeriodChange } from 'timesheets-sdk/model'
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

/** The weeks that stand in the way of closing a month, and those that payroll should look at before. */
export function obstaclesQuery(client: ApiClient, period: string) {
  return queryOptions({
    // With the weeks: a decision on one may remove it from here.
    queryKey: ['weeks', 'obstacles', period],
    queryFn: async ({ signal }) => {
      const obstacles: Obstacle[] = []
      const pages = client.periods.obstacles(period, { notices: true }, { pageSize: 1_000, signal })
      for await (const one of pages) obstacles.push(one)
      return obstacles
    },
  })
}

/** The approved hours of the days of a month by currency, as they are now. */
export function approvedAmountsQuery(client: ApiClient, { period, from, to }: Period) {
  return queryOptions({
    queryKey: ['weeks', 'approved', period],
    queryFn: async ({ signal }) => {
      const amounts: ClosedAmount[] = []
      const query = { from, to, groupBy: ['currency' as const], status: ['approved' as const] }
      for await (const { currency = '', minutes, amount } of client.reports.hours(query, { signal })) {
        amounts.push({ currency, minutes, amount })
      }
      return amounts
    },
  })
}

/** The lines that differ between a closing, or the one that would be made now, and the one before. */
export function changesQuery(client: ApiClient, period: string, version: number | 'next') {
  return queryOptions({
    // With the weeks: every decision on one may change what closing now would change.
    queryKey: ['weeks', 'changes', period, version],
    queryFn: async ({ signal }) => {
      const changes: PeriodChange[] = []
      const pages = client.periods.changes(period, { version }, { pageSize: 1_000, signal })
      for await (const change of pages) changes.push(change)
      return changes
    },
  })
}
