import { useMemo } from 'react'
import { usePeople } from '../../api/names.ts'
import { useProjects } from '../../api/projects-query.ts'
import { byName } from '../by-name.ts'
import type { Choice } from './choices.ts'

/** The people that the caller may see, by name. */
export function usePersonChoices(): readonly Choice[] {
  const people = usePeople()
  return useMemo(
    () =>
      [...(people?.values() ?? [])]
        .sort(byName)
        .map(({ userId, name, email }) => ({ value: userId, name, details: email })),
    [people],
  )
}

/** The projects of the catalogue, by name. */
export function useProjectOptions(): readonly Choice[] {
  const projects = useProjects()
  return useMemo(
    () =>
      [...projects.values()].sort(byName).map(({ code, name, client }) => ({
        value: code,
        name,
        details: [code, client].filter(Boolean).join(' · '),
      })),
    [projects],
  )
}
