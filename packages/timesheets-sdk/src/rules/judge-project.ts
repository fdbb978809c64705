import type { Project } from '../model/catalogue.ts'
import type { Policy } from '../model/policy.ts'
import type { Violation } from '../model/violation.ts'
import { isActiveOn } from './expected-minutes.ts'
import type { Judgement } from './judge-entry.ts'

/** What the rules need to know of a project of the catalogue. */
export type CatalogueProject = Pick<Project, 'code' | 'billable' | 'activeFrom' | 'activeTo'>

/** The catalogue of projects, as far as the operations to come touch it. Without any project, every code is good. */
export interface Catalogue {
  readonly hasCatalogue: boolean
  projectOf(code: string): CatalogueProject | undefined
}

/** No catalogue: any code is accepted. */
export const noCatalogue: Catalogue = { hasCatalogue: false, projectOf: () => undefined }

const nothing: Judgement = { errors: [], warnings: [] }

/** Judges whether time can be logged on a project on a date; the policy says whether it is refused or warned of. */
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
    const message = `${code} is not in the catalogue of projects: mend the code, or ask whoever keeps it to add it`
    return { code: 'project_unlisted', message, path: '/project', project: code }
  }
  if (isActiveOn(project, date)) return undefined
  const { activeFrom, activeTo } = project
  const isEarly = activeFrom !== undefined && date < activeFrom
  const period = isEarly ? `begins on ${activeFrom}` : `ended on ${activeTo}`
  const message = `project ${code} ${period}: nothing is to be logged on it on ${date}`
  return {
    code: 'project_inactive',
    message,
    path: '/project',
    project: code,
    date,
    ...(isEarly ? { activeFrom } : { activeTo }),
  }
}
