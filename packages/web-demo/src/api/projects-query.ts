import { queryOptions } from '@tanstack/react-query'
import type { Project } from 'timesheets-sdk/model'
import type { ApiClient } from './client.ts'

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
