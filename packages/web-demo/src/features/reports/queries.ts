import { queryOptions } from '@tanstack/react-query'
import type { HoursQuery } from 'timesheets-sdk/client'
import type { HoursRow } from 'timesheets-sdk/contract'
import type { Entry } from 'timesheets-sdk/model'
import type { ApiClient } from '../../api/client.ts'
import type { Period } from '../../components/periods.ts'
import { type ReportView, unitOf } from './report-view.ts'

/** The report as the API is asked for it. `withAmounts`: only for those who may see them. */
export function hoursQueryOf(view: ReportView, withAmounts: boolean): HoursQuery {
  const { from, to, by, status, userId, project } = view
  const groups = [by, unitOf(view), ...(withAmounts ? (['currency'] as const) : [])]
  return {
    from,
    to,
    groupBy: [...new Set(groups)],
    status: status === 'any' ? 'any' : [status],
    userId,
    project,
  }
}

export function reportQuery(client: ApiClient, view: ReportView, withAmounts: boolean) {
  const query = hoursQueryOf(view, withAmounts)
  return queryOptions({
    queryKey: ['weeks', 'report', query],
    queryFn: async ({ signal }) => {
      const rows: HoursRow[] = []
      for await (const row of client.reports.hours(query, { pageSize: 1_000, signal })) rows.push(row)
      return rows
    },
  })
}

/** The entries behind a figure. `projects`: of all of these; otherwise of those that the view names. */
export interface EntriesBehind {
  readonly view: ReportView
  readonly period: Period
  readonly projects: readonly string[] | undefined
}

/** The entries behind a figure, by date. */
export function entriesBehindQuery(client: ApiClient, { view, period, projects }: EntriesBehind) {
  const { userId, status, project } = view
  return queryOptions({
    queryKey: ['entries', 'behind', period, userId, status, project, projects],
    queryFn: async ({ signal }) => {
      const entries: Entry[] = []
      for (const code of projects ?? [project]) {
        const filters = {
          ...period,
          ...(userId === undefined ? { everyone: true } : { userId }),
          status: status === 'any' ? undefined : status,
          project: code,
        }
        for await (const entry of client.entries.list(filters, { pageSize: 1_000, signal }))
          entries.push(entry)
      }
      return entries.sort((a, b) => a.date.localeCompare(b.date))
    },
  })
}
