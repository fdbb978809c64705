import { queryOptions, useQuery } from '@tanstack/react-query'
import { useCallback } from 'react'
import type { Person } from 'timesheets-sdk/model'
import { useTexts } from '../texts/index.ts'
import type { ApiClient } from './client.ts'
import { useCaller, useClient } from './context.ts'

/** The people that the caller may see; `undefined` until they are loaded, and without read access. */
export function usePeople(): ReadonlyMap<string, Person> | undefined {
  const { may } = useCaller()
  const mayRead = may('approve:timesheets') || may('manage:timesheets')
  return useQuery({ ...peopleQuery(useClient()), enabled: mayRead }).data
}

interface NameWords {
  readonly you: string
  readonly yourManager: string
}

/**
 * Names a person: `you`, the name, `your manager`, or the id if nothing else is known. `words` replaces the
 * two phrases where another case is needed than after “by”.
 */
export function useNames(words?: NameWords): (userId: string) => string {
  const { texts } = useTexts()
  const { you, yourManager } = words ?? texts.life
  const { userId: own, person } = useCaller()
  const people = usePeople()
  return useCallback(
    (userId) => {
      if (userId === own) return you
      const name = people?.get(userId)?.name
      if (name !== undefined) return name
      if (userId === person?.managerId) return yourManager
      const machine = /^(.+)@clients$/.exec(userId)?.[1]
      return machine === undefined ? texts.app.otherPerson : texts.app.machine(machine)
    },
    [own, person, people, you, yourManager, texts],
  )
}

/** The people whom the caller may see in the roster, by `userId`. */
export function peopleQuery(client: ApiClient) {
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
