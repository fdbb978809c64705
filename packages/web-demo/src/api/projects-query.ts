import { queryOptions } from '@tanstack/react-query'
import type { TimesheetsClient } from 'timesheets-sdk/client'
import type { Project } from 'timesheets-sdk/model'
import { type Catalogue, noCatalogue } from 'timesheets-sdk/rules'

/** The catalogue of projects; empty if there is none, and any code is valid. */
export function projectsQuery(client: TimesheetsClient) {
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

/** The catalogue in the form of the rules. Until it is loaded, the API alone judges projects. */
export function catalogueOf(projects: readonly Project[] | undefined): Catalogue {
  if (!projects || projects.length === 0) return noCatalogue
  const byCode = new Map(projects.map((project) => [project.code, project]))
  return { hasCatalogue: true, projectOf: (code) => byCode.get(code) }
}
