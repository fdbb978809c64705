import { projectCursorOf, projectPositionOf } from '../../contract/projects.ts'
import { type OperationName, pathOf, routes } from '../../contract/routes.ts'
import { decideProject, decideProjectRemoval, projectFor } from '../../decide/projects.ts'
import { weekOf } from '../../model/calendar.ts'
import type { Project } from '../../model/catalogue.ts'
import type { Entry } from '../../model/entry.ts'
import { daysOfOtherRates, projectAfter, projectOn } from '../../rules/rates.ts'
import { recordEtagOf } from '../../rules/record-etag.ts'
import type { OperationHandlers } from '../backend.ts'
import { groupBy } from '../group-by.ts'
import type { MemoryStore } from '../memory-store.ts'
import { json, noContent, page, revalidated } from '../responses.ts'

type ProjectOperation = Extract<OperationName, `${string}Project` | 'listProjects'>

const byCode = {
  read: projectPositionOf,
  write: ({ code }: Project) => projectCursorOf(code),
  isAfter: ({ code }: Project, after: string) => code > after,
}

export const projectHandlers: OperationHandlers<ProjectOperation> = {
  listProjects({ request, caller, query: { activeOn, ...paging } }, { store, now }) {
    const projects = () =>
      store.roster.projects(activeOn).map((project) => projectFor(caller, project, todayAt(now())))
    return revalidated(request, page(projects, paging, byCode))
  },

  getProject({ request, caller, params: { code } }, { store, now }) {
    const project = projectFor(caller, store.roster.projectOf(code), todayAt(now()))
    return revalidated(request, project, recordEtagOf(project))
  },

  putProject({ caller, params: { code }, query: { correct }, body, ifMatch, createOnly }, { store, now }) {
    const today = todayAt(now())
    const stored = store.roster.projectOf(code)
    const before = stored && projectOn(stored, today)
    const project = projectAfter(before, { code, content: body, today, nowMs: now() })
    const facts = { ...factsOf(store, before, project, correct === 'true'), ifMatch, createOnly }
    const { status, record, event } = decideProject(caller, project, facts, now())
    if (event) {
      store.roster.putProject(record)
      store.events.append(event)
    }
    return json(status, record, {
      ETag: recordEtagOf(record),
      ...(status === 201 && { Location: pathOf(routes.getProject, { code }) }),
    })
  },

  deleteProject({ caller, params: { code }, query: { correct }, ifMatch }, { store, now }) {
    const stored = store.roster.projectOf(code)
    const before = stored && projectOn(stored, todayAt(now()))
    const facts = { ...factsOf(store, before, undefined, correct === 'true'), ifMatch }
    const event = decideProjectRemoval(caller, facts, now())
    store.roster.removeProject(code)
    store.events.append(event)
    return noContent()
  },
}

function factsOf(
  store: MemoryStore,
  before: Project | undefined,
  after: Project | undefined,
  correct: boolean,
) {
  const { policy } = store
  const days = daysOfOtherRates(before?.rateHistory, after?.rateHistory)
  const code = (before ?? after)?.code
  const entries = days ? store.entries({ project: code, ...days }) : []
  const dated = entries.filter(
    ({ status, date }) => status === 'approved' || (policy.lockedThrough ?? '') >= date,
  )
  const weeks = [...groupBy(dated, ({ date, status }) => `${weekOf(date)} ${status}`).values()].map(
    (group) => {
      const [first] = group.toSorted((a, b) => (a.date < b.date ? -1 : 1)) as [Entry]
      return { record: { week: weekOf(first.date), status: first.status }, dates: [first.date] }
    },
  )
  return { before, policy, weeks, correct }
}

function todayAt(nowMs: number): string {
  return new Date(nowMs).toISOString().slice(0, 10)
}
