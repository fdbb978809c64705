import { HttpResponse } from 'msw/http'
import { listProjectsQuerySchema, projectCursorOf, projectPositionOf } from '../../contract/projects.ts'
import type { OperationName } from '../../contract/routes.ts'
import { newProjectSchema, type Project, projectFrom, withoutRates } from '../../model/catalogue.ts'
import { isSameContent } from '../../model/same-content.ts'
import type { Caller } from '../../rules/caller.ts'
import { eventBy } from '../../rules/event-of-change.ts'
import { keepsRoster } from '../../rules/roster-access.ts'
import { jsonAnswer } from '../answers.ts'
import type { OperationHandlers } from '../backend.ts'
import { pageAnswer } from '../page.ts'
import { readJson, readQuery } from '../read-request.ts'
import { refuse } from '../refusal.ts'

type ProjectOperation = Extract<OperationName, `${string}Project` | 'listProjects'>

export const projectHandlers: OperationHandlers<ProjectOperation> = {
  listProjects({ request, caller }, { store }) {
    const { activeOn, ...place } = readQuery(request, listProjectsQuerySchema)
    const projects = store.roster.projects(activeOn).map((project) => shown(project, caller))
    return pageAnswer(projects, place, {
      read: projectPositionOf,
      write: ({ code }) => projectCursorOf(code),
      isAfter: ({ code }, after) => code > after,
    })
  },

  getProject({ caller, param }, { store }) {
    const project = store.roster.projectOf(param('code'))
    if (!project) throw noSuchProject()
    return jsonAnswer(200, shown(project, caller))
  },

  putProject({ caller, param, content }, { store, now }) {
    const project = projectFrom(param('code'), readJson(content.text, newProjectSchema), now())
    const before = store.roster.projectOf(project.code)
    if (before && isSameContent(before, project)) return jsonAnswer(200, before)
    store.roster.putProject(project)
    const action = before ? 'project.updated' : 'project.added'
    const { code } = project
    const change = { subject: { type: 'project', code }, before: before ?? null, after: project } as const
    store.events.append(eventBy(caller, now(), { action, ...change }))
    return jsonAnswer(before ? 200 : 201, project)
  },

  deleteProject({ caller, param }, { store, now }) {
    const code = param('code')
    const before = store.roster.projectOf(code)
    if (!before) throw noSuchProject()
    store.roster.removeProject(code)
    const change = { subject: { type: 'project', code }, before, after: null } as const
    store.events.append(eventBy(caller, now(), { action: 'project.removed', ...change }))
    return new HttpResponse(null, { status: 204 })
  },
}

function shown(project: Project, caller: Caller): Project {
  return keepsRoster(caller) ? project : withoutRates(project)
}

function noSuchProject() {
  return refuse('not_found', 'there is no such project in the catalogue')
}
