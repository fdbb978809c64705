import { type ProjectFilters, type ProjectPage, projectCursorOf } from 'timesheets-sdk/contract'
import { decideProject, decideProjectRemoval, pageOf, projectFor } from 'timesheets-sdk/decide'
import { type ParsedProject, type Project, projectFrom } from 'timesheets-sdk/model'
import type { Caller } from 'timesheets-sdk/rules'
import type { Reader } from '../../store/engine.ts'
import { appendEvents } from '../../store/events/events.ts'
import { deleteProject, findProjects, projectsAfter, putProject } from '../../store/projects.ts'
import type { ServiceContext } from '../context.ts'
import { changeInTurn } from '../write/once.ts'

/** The catalogue of projects. Only callers who may change it see rates. */
export interface ProjectService {
  /** One page after a code. */
  listProjects(
    caller: Caller,
    filters: ProjectFilters,
    after: string | undefined,
    limit: number,
  ): Promise<ProjectPage>
  getProject(caller: Caller, code: string): Promise<Project>
  putProject(
    caller: Caller,
    code: string,
    content: ParsedProject,
  ): Promise<{ readonly status: 200 | 201; readonly project: Project }>
  deleteProject(caller: Caller, code: string): Promise<void>
}

export function projectService(context: ServiceContext): ProjectService {
  const { engine, reader, now, reading } = context

  return {
    listProjects: (caller, filters, after, limit) =>
      reading(async () => {
        const found = await projectsAfter(reader, filters, after, limit + 1)
        const page = pageOf(found, limit, ({ code }) => projectCursorOf(code))
        return { ...page, data: page.data.map((project) => projectFor(caller, project)) }
      }),

    getProject: (caller, code) => reading(async () => projectFor(caller, await find(reader, code))),

    putProject: (caller, code, content) =>
      changeInTurn(context, async (transaction) => {
        const nowMs = now()
        const before = await find(transaction, code)
        const { status, record, event } = decideProject(
          caller,
          projectFrom(code, content, nowMs),
          before,
          nowMs,
        )
        if (event) {
          await putProject(engine, transaction, record, before ? 'update' : 'insert')
          await appendEvents(engine, transaction, [event])
        }
        return { status, project: record }
      }),

    deleteProject: (caller, code) =>
      changeInTurn(context, async (transaction) => {
        const event = decideProjectRemoval(caller, await find(transaction, code), now())
        await deleteProject(transaction, code)
        await appendEvents(engine, transaction, [event])
      }),
  }

  async function find(from: Reader, code: string): Promise<Project | undefined> {
    return (await findProjects(engine, from, [code])).get(code)
  }
}
