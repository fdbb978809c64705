import { queryOptions } from '@tanstack/react-query'
import type { TimesheetsClient } from 'timesheets-sdk/client'
import type { Person } from 'timesheets-sdk/model'

/** The people whom the caller may see in the roster, by `userId`. */
export function peopleQuery(client: TimesheetsClient) {
  return queryOptions({
    queryKey: ['people'],
    queryFn: async ({ signal }) => {
      const people = new Map<string, Person>()
      for await (const person of client.people.list({}, { pageSize: 1_000, signal })) {
        people.set(person.userId, person)
      }
      return people as ReadonlyMap<string, Person>
    },
    staleTime: 300_000,
  })
}
