import type { Project } from '../model/catalogue.ts'
import type { Policy } from '../model/policy.ts'
import type { Violation } from '../model/violation.ts'
import { isActiveOn } from './expected-minutes.ts'
import type { Judgement } from './judge-entry.ts'

/** The part of a catalogue project that the rules use. */
export type CatalogueProject = Pick<Project, 'code' | 'billable' | 'activeFrom' | 'activeTo'>

/** The projects that the coming operations use. With an empty catalogue, any code is accepted. */
export interface Catalogue {
  readonly hasCatalogue: boolean
  projectOf(code: string): CatalogueProject | undefined
}

/** An empty catalogue: any code is accepted. */
export const noCatalogue: Catalogue = { hasCatalogue: false, projectOf: () => undefined }

/** The catalogue of these projects. Unknown, or empty: any code is accepted. */
export function catalogueOf(projects: readonly CatalogueProject[] | undefined): Catalogue {
  if (projects === undefined || projects.length === 0) return noCatalogue
  const byCode = new Map(projects.map((project) => [project.code, project]))
  return { hasCatalogue: true, projectOf: (code) => byCode.get(code) }
}

const nothing: Judgement = { errors: [], warnings: [] }

/**
 * Judges whether time can be logged on a project on a date. The policy decides between an error and a
 * warning.
 */
export function judgeProject(
  { project: code, date }: { readonly project: string; readonly date: string },
  catalogue: Catalogue,
  policy: Pick<Policy, 'unlistedProjects'>,
): Judgement {
  if (!catalogue.hasCatalogue) return nothing
  const violation = violationOf(code, date, catalogue.projectOf(code))
  if (!violation) return nothing
  return policy.unlistedProjects === 'refuse'
    ? { errors: [violation], warnings: [] }
    : { errors: [], warnings: [violation] }
}

function violationOf(
  code: string,
  date: string,
  project: CatalogueProject | undefined,
): Violation | undefined {
  if (!project) {
    const message = `${code} is not in the project catalogue: fix the code, or ask an administrator to add it`
    return { code: 'project_unlisted', message, path: '/project', project: code }
  }
  if (isActiveOn(project, date)) return undefined
  const { activeFrom, activeTo } = project
  const isEarly = activeFrom !== undefined && date < activeFrom
  const period = isEarly ? `begins on ${activeFrom}` : `ended on ${activeTo}`
  const message = `project ${code} ${period}: you cannot log time on it for ${date}`
  return {
    code: 'project_inactive',
    message,
    path: '/project',
    project: code,
    date,
    ...(isEarly ? { activeFrom } : { activeTo }),
  }
}
