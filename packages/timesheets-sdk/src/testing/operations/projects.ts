import { projectCursorOf, projectPositionOf } from '../../contract/projects.ts'
import { type OperationName, pathOf, routes } from '../../contract/routes.ts'
import { decideProject, decideProjectRemoval, projectFor } from '../../decide/projects.ts'
import { type Project, projectFrom } from '../../model/catalogue.ts'
import type { OperationHandlers } from '../backend.ts'
import { json, noContent, page, revalidated } from '../responses.ts'

type ProjectOperation = Extract<OperationName, `${string}Project` | 'listProjects'>

const byCode = {
  read: projectPositionOf,
  write: ({ code }: Project) => projectCursorOf(code),
  isAfter: ({ code }: Project, after: string) => code > after,
}

export const projectHandlers: OperationHandlers<ProjectOperation> = {
  listProjects({ request, caller, query: { activeOn, ...paging } }, { store }) {
    const projects = () => store.roster.projects(activeOn).map((project) => projectFor(caller, project))
    return revalidated(request, page(projects, paging, byCode))
  },

  getProject: ({ request, caller, params: { code } }, { store }) =>
    revalidated(request, projectFor(caller, store.roster.projectOf(code))),

  putProject({ caller, params: { code }, body }, { store, now }) {
    const before = store.roster.projectOf(code)
    const { status, record, event } = decideProject(caller, projectFrom(code, body, now()), before, now())
    if (event) {
      store.roster.putProject(record)
      store.events.append(event)
    }
    return json(status, record, status === 201 ? { Location: pathOf(routes.getProject, { code }) } : {})
  },

  deleteProject({ caller, params: { code } }, { store, now }) {
    const event = decideProjectRemoval(caller, store.roster.projectOf(code), now())
    store.roster.removeProject(code)
    store.events.append(event)
    return noContent()
  },
}
