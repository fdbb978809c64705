import { queryOptions, useQuery } from '@tanstack/react-query'
import type { Project } from 'timesheets-sdk/model'
import type { ApiClient } from './client.ts'
import { useClient } from './context.ts'

/** The catalogue of projects; empty if there is none, and any code is valid. */
export function projectsQuery(client: ApiClient) {
  return queryOptions({
    queryKey: ['projects'],
    queryFn: async ({ signal }) => {
      const projects: Project[] = []
      for await (const project of client.projects.list({}, { pageSize: 1_000, signal }))
        projects.push(project)
      return projects
    },
    staleTime: 300_000,
  })
}

/** The projects of the catalogue by code; empty until they are loaded. */
export function useProjects(): ReadonlyMap<string, Project> {
  return useQuery({ ...projectsQuery(useClient()), select: byCode }).data ?? noProjects
}

const noProjects: ReadonlyMap<string, Project> = new Map()

const maps = new WeakMap<readonly Project[], ReadonlyMap<string, Project>>()

// Every name of a project on a page asks for it: they share one map.
function byCode(projects: readonly Project[]): ReadonlyMap<string, Project> {
  const known = maps.get(projects) ?? new Map(projects.map((project) => [project.code, project]))
  maps.set(projects, known)
  return known
}
