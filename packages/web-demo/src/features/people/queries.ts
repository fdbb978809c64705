import { queryOptions } from '@tanstack/react-query'
import type { Absence, Newcomer } from 'timesheets-sdk/model'
import type { ApiClient } from '../../api/client.ts'

/** The people who signed in without being in the roster. */
export function newcomersQuery(client: ApiClient) {
  return queryOptions({
    queryKey: ['people', 'newcomers'],
    queryFn: async ({ signal }) => {
      const newcomers: Newcomer[] = []
      for await (const newcomer of client.newcomers.list({ pageSize: 1_000, signal }))
        newcomers.push(newcomer)
      return newcomers
    },
  })
}

/** The absences of a person, the latest first. */
export function absencesQuery(client: ApiClient, userId: string) {
  return queryOptions({
    queryKey: ['absences', userId],
    queryFn: async ({ signal }) => {
      const absences: Absence[] = []
      for await (const one of client.absences.list({ userId }, { pageSize: 1_000, signal }))
        absences.push(one)
      return absences.reverse()
    },
  })
}
