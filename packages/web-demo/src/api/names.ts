import { useQuery } from '@tanstack/react-query'
import { useCallback } from 'react'
import type { Person } from 'timesheets-sdk/model'
import { useTexts } from '../texts/index.ts'
import { useCaller } from './caller-context.ts'
import { useClient } from './client-context.ts'
import { peopleQuery } from './people-query.ts'

/** The roster, as far as the caller may see it; `undefined` until it is known, and for who may not read it. */
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
 * Says who somebody is: `you`, the name, `your manager`, or the id where nothing else is known. `words`: the words for
 * those two where they stand in another case or place than after “by”.
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
      return name ?? (userId === person?.managerId ? yourManager : userId)
    },
    [own, person, people, you, yourManager],
  )
}
