import type { ProjectFilters, ProjectPage } from '../../contract/projects.ts'
import type { NewProject, Project } from '../../model/catalogue.ts'
import type { NounContext } from '../core.ts'
import { type Paged, type PagedOptions, paged } from '../reading/paged.ts'
import type { CallOptions } from '../request/call-options.ts'
import {
  type BasedOn,
  type CorrectionOptions,
  correctionQuery,
  ifMatchOf,
  type Put,
  type PutOptions,
} from './people.ts'

/**
 * The catalogue of projects; where it is empty, any code is accepted. Every method fails with {@link
 * TimesheetsError}.
 */
export interface Projects {
  /** Projects by code. Only callers with `manage:timesheets` see rates. */
  list(filters?: ProjectFilters, options?: PagedOptions): Paged<Project, ProjectPage>
  /** The project with this code. */
  get(code: string, options?: CallOptions): Promise<Project>
  /**
   * Adds a project, or replaces its record; the same content again changes nothing. Rates count from their
   * `from` on, by default from today. Fails with `week_locked` or `period_locked` if that changes amounts of
   * approved or closed weeks.
   */
  put(code: string, project: NewProject, options?: PutOptions & BasedOn<Project>): Promise<Put<Project>>
  /** Takes a project off the catalogue; the entries on it stay. */
  delete(code: string, options?: CorrectionOptions & BasedOn<Project>): Promise<void>
}

export function projects({ caller }: NounContext): Projects {
  return {
    list: (filters = {}, options = {}) =>
      paged(async (place) => {
        return (await caller.call('listProjects', { query: { ...filters, ...place } }, options)).value
      }, options),
    async get(code, options) {
      return (await caller.call('getProject', { parameters: { code } }, options)).value
    },
    async put(code, project, { correct, ifNoneMatch, ...options } = {}) {
      const query = correctionQuery(correct)
      const body = JSON.stringify(project)
      const call = { parameters: { code }, query, body, ifMatch: await ifMatchOf(options), ifNoneMatch }
      const { status, value } = await caller.call('putProject', call, options)
      return { ...value, created: status === 201 }
    },
    async delete(code, { correct, ...options } = {}) {
      const query = correctionQuery(correct)
      const call = { parameters: { code }, query, ifMatch: await ifMatchOf(options) }
      await caller.call('deleteProject', call, options)
    },
  }
}
