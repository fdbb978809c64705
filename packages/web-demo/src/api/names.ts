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

/** Says who somebody is: `you`, the name, `your manager`, or the id where nothing else is known. */
export function useNames(): (userId: string) => string {
  const { texts } = useTexts()
  const { userId: own, person } = useCaller()
  const people = usePeople()
  return useCallback(
    (userId) => {
      if (userId === own) return texts.life.you
      const name = people?.get(userId)?.name
      return name ?? (userId === person?.managerId ? texts.life.yourManager : userId)
    },
    [own, person, people, texts],
  )
}
