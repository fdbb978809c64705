import { type ProjectFilters, type ProjectPage, projectCursorOf } from 'timesheets-sdk/contract'
import {
  type ChangeConditions,
  decideProject,
  decideProjectRemoval,
  pageOf,
  projectFor,
} from 'timesheets-sdk/decide'
import type { ParsedProject, Project } from 'timesheets-sdk/model'
import { type Caller, daysOfOtherRates, projectAfter, projectOn } from 'timesheets-sdk/rules'
import type { Reader, Transaction } from '../../store/engine.ts'
import { appendEvents } from '../../store/events/events.ts'
import { readPolicy } from '../../store/policy.ts'
import { settledWeeksOf } from '../../store/project-rates.ts'
import { deleteProject, findProjects, projectsAfter, putProject } from '../../store/projects.ts'
import type { ServiceContext } from '../context.ts'
import { dayAt } from '../day.ts'
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
    conditions?: ChangeConditions,
  ): Promise<{ readonly status: 200 | 201; readonly project: Project }>
  deleteProject(caller: Caller, code: string, conditions?: ChangeConditions): Promise<void>
}

export function projectService(context: ServiceContext): ProjectService {
  const { engine, reader, now, reading } = context

  return {
    listProjects: (caller, filters, after, limit) =>
      reading(async () => {
        const found = await projectsAfter(reader, filters, after, limit + 1)
        const page = pageOf(found, limit, ({ code }) => projectCursorOf(code))
        return { ...page, data: page.data.map((project) => projectFor(caller, project, dayAt(now()))) }
      }),

    getProject: (caller, code) =>
      reading(async () => projectFor(caller, await find(reader, code), dayAt(now()))),

    putProject: (caller, code, content, conditions = { correct: false }) =>
      changeInTurn(context, async (transaction) => {
        const nowMs = now()
        const before = await find(transaction, code)
        const project = projectAfter(before, { code, content, today: dayAt(nowMs), nowMs })
        const facts = await factsFor(transaction, code, { before, after: project })
        const { status, record, event } = decideProject(caller, project, { ...facts, ...conditions }, nowMs)
        if (event) {
          await putProject(engine, transaction, record, before ? 'update' : 'insert')
          await appendEvents(engine, transaction, [event])
        }
        return { status, project: record }
      }),

    deleteProject: (caller, code, conditions = { correct: false }) =>
      changeInTurn(context, async (transaction) => {
        const facts = await factsFor(transaction, code, { before: await find(transaction, code) })
        const event = decideProjectRemoval(caller, { ...facts, ...conditions }, now())
        await deleteProject(transaction, code)
        await appendEvents(engine, transaction, [event])
      }),
  }

  async function find(from: Reader, code: string): Promise<Project | undefined> {
    const project = (await findProjects(engine, from, [code])).get(code)
    return project && projectOn(project, dayAt(now()))
  }

  async function factsFor(
    transaction: Transaction,
    code: string,
    { before, after }: { readonly before: Project | undefined; readonly after?: Project },
  ) {
    const policy = await readPolicy(transaction)
    const days = daysOfOtherRates(before?.rateHistory, after?.rateHistory)
    const weeks = days ? await settledWeeksOf(transaction, code, days, policy.lockedThrough) : []
    return { before, policy, weeks }
  }
}
