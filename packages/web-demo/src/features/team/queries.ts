import { queryOptions } from '@tanstack/react-query'
import { type Absence, datesOfWeek, type Week } from 'timesheets-sdk/model'
import type { ApiClient } from '../../api/client.ts'

/** The weeks and absences of everyone whom the caller may see, in one ISO week. */
export function teamQuery(client: ApiClient, week: string) {
  const dates = datesOfWeek(week)
  const [from, to] = [dates[0], dates[6]]
  return queryOptions({
    queryKey: ['weeks', 'team', week],
    queryFn: async ({ signal }) => {
      const options = { pageSize: 1_000, signal }
      const weeks: Week[] = []
      const absences: Absence[] = []
      await Promise.all([
        (async () => {
          const filters = { from: week, to: week, everyone: true }
          for await (const one of client.weeks.list(filters, options)) weeks.push(one)
        })(),
        (async () => {
          for await (const one of client.absences.list({ from, to, everyone: true }, options)) {
            absences.push(one)
          }
        })(),
      ])
      return { weeks, absences }
    },
  })
}
