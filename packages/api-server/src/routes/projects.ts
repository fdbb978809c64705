import { defaultPageSize, operations, pathOf, projectPositionOf } from 'timesheets-sdk/contract'
import { placeOf } from 'timesheets-sdk/decide'
import { recordEtagOf } from 'timesheets-sdk/rules'
import type { Handlers } from '../http/api-router.ts'
import { sendRevalidated } from '../http/response/entity-tag.ts'
import { sendJson, sendNothing } from '../http/response/send.ts'
import type { ProjectService } from '../services/projects/project-service.ts'

type ProjectHandlers = Pick<Handlers, 'listProjects' | 'getProject' | 'putProject' | 'deleteProject'>

/** The catalogue of projects. */
export function projectHandlers(service: ProjectService): ProjectHandlers {
  return {
    async listProjects({ res, caller, query: { limit, cursor, ...filters } }) {
      const after = placeOf(cursor, projectPositionOf)
      sendRevalidated(res, await service.listProjects(caller, filters, after, limit ?? defaultPageSize))
    },

    async getProject({ res, caller, params: { code } }) {
      const project = await service.getProject(caller, code)
      sendRevalidated(res, project, recordEtagOf(project))
    },

    async putProject({ res, caller, params: { code }, query: { correct }, body, ifMatch, createOnly }) {
      const conditions = { correct: correct === 'true', ifMatch, createOnly }
      const { status, project } = await service.putProject(caller, code, body, conditions)
      res.setHeader('ETag', recordEtagOf(project))
      if (status === 201) res.setHeader('Location', pathOf(operations.getProject, { code }))
      sendJson(res, status, project)
    },

    async deleteProject({ res, caller, params: { code }, query: { correct }, ifMatch }) {
      await service.deleteProject(caller, code, { correct: correct === 'true', ifMatch })
      sendNothing(res)
    },
  }
}
