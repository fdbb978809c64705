import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { addDays } from 'timesheets-sdk/model'
import { useClient } from '../../api/context.ts'
import { projectsQuery } from '../../api/projects-query.ts'
import { policyQuery, rangeQuery } from '../../api/queries.ts'
import { useToday } from '../use-browser.ts'
import { byUse } from './by-use.ts'
import { useFavourites } from './favourites.ts'
import { type ProjectChoice, projectChoices, type UnlistedCodes, unlistedCodes } from './project-choices.ts'

const usedDays = 56

export interface OfferedProjects {
  readonly choices: readonly ProjectChoice[]
  /** How many of them, the first ones, are favourites or were used in the last eight weeks. */
  readonly used: number
  /** Whether choices are still loading. */
  readonly isLoading: boolean
  readonly unlisted: UnlistedCodes
}

/**
 * The projects that this person can log hours on, on one of some dates at least: their favourites, then those
 * of the last eight weeks, the most used first, then the others of the catalogue.
 */
export function useProjectChoices(dates: readonly string[]): OfferedProjects {
  const client = useClient()
  const today = useToday()
  const [favourites] = useFavourites()
  const entries = useQuery({
    ...rangeQuery(client, addDays(today, -usedDays), addDays(today, 7)),
    staleTime: 60_000,
  })
  const catalogue = useQuery(projectsQuery(client))
  const policy = useQuery(policyQuery(client))
  return useMemo(() => {
    const unlisted = unlistedCodes(catalogue.data, policy.data)
    const used = [...new Set([...favourites, ...byUse(entries.data ?? [], today)])]
    const choices = projectChoices(used, catalogue.data ?? [], dates, unlisted)
    return {
      choices,
      used: choices.filter(({ code }) => used.includes(code)).length,
      isLoading: entries.isLoading || catalogue.isLoading,
      unlisted,
    }
  }, [
    entries.data,
    entries.isLoading,
    catalogue.data,
    catalogue.isLoading,
    policy.data,
    favourites,
    dates,
    today,
  ])
}
