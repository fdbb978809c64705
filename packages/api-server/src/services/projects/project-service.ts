import { type ProjectFilters, type ProjectPage, problem, projectCursorOf } from 'timesheets-sdk/contract'
import { ProblemError } from 'timesheets-sdk/decide'
import {
  isSameContent,
  type ParsedProject,
  type Project,
  projectFrom,
  withoutRates,
} from 'timesheets-sdk/model'
import { type Caller, eventBy, keepsRoster } from 'timesheets-sdk/rules'
import type { Reader, Transaction } from '../../store/engine.ts'
import { appendEvents } from '../../store/events.ts'
import { deleteProject, findProjects, projectsAfter, putProject } from '../../store/projects.ts'
import { changeInTurn } from '../change-in-turn.ts'
import type { ServiceContext } from '../context.ts'
import { pageOf } from '../page.ts'

/** The catalogue of projects. Rates are answered to its keepers alone. */
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
        return { ...page, data: page.data.map((project) => shown(project, caller)) }
      }),

    getProject: (caller, code) => reading(async () => shown(await existing(reader, code), caller)),

    putProject(caller, code, content) {
      const project = projectFrom(code, content, now())
      return changeInTurn(context, (transaction) => put(transaction, caller, project))
    },

    deleteProject: (caller, code) =>
      changeInTurn(context, async (transaction) => {
        const before = await existing(transaction, code)
        await deleteProject(transaction, code)
        const change = { subject: { type: 'project', code }, before, after: null } as const
        const event = eventBy(caller, now(), { action: 'project.removed', ...change })
        await appendEvents(engine, transaction, [event])
      }),
  }

  async function put(transaction: Transaction, caller: Caller, project: Project) {
    const { code } = project
    const before = (await findProjects(engine, transaction, [code])).get(code)
    if (before && isSameContent(before, project)) return { status: 200 as const, project: before }
    await putProject(engine, transaction, project, before ? 'update' : 'insert')
    const change = { subject: { type: 'project', code }, before: before ?? null, after: project } as const
    const action = before ? 'project.updated' : 'project.added'
    await appendEvents(engine, transaction, [eventBy(caller, now(), { action, ...change })])
    return { status: before ? (200 as const) : (201 as const), project }
  }

  async function existing(from: Reader, code: string): Promise<Project> {
    const project = (await findProjects(engine, from, [code])).get(code)
    if (!project) throw new ProblemError(problem('not_found', 'there is no such project in the catalogue'))
    return project
  }
}

function shown(project: Project, caller: Caller): Project {
  return keepsRoster(caller) ? project : withoutRates(project)
}
