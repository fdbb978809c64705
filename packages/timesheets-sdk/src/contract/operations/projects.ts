import { newProjectSchema, projectSchema } from '../../model/catalogue.ts'
import { maximumBodyBytes } from '../limits.ts'
import type { Operation } from '../operation.ts'
import { contentProblems } from '../operation.ts'
import { correctionQuerySchema } from '../people.ts'
import { listProjectsQuerySchema, projectPageSchema } from '../projects.ts'
import { routes } from '../routes.ts'

/** The project catalogue. While it is empty, any code is accepted. */
export const projectOperations = {
  listProjects: {
    ...routes.listProjects,
    summary: 'List the projects of the catalogue; rates require manage:timesheets',
    query: listProjectsQuerySchema,
    responses: { 200: { description: 'Projects, by code', schema: projectPageSchema } },
    problems: ['malformed_cursor'],
  },
  getProject: {
    ...routes.getProject,
    summary: 'Read a project of the catalogue',
    responses: { 200: { description: 'The project', schema: projectSchema, etag: true } },
    problems: ['not_found'],
  },
  putProject: {
    ...routes.putProject,
    summary: 'Add a project to the catalogue or replace it; rates count from a day on',
    query: correctionQuerySchema,
    body: { schema: newProjectSchema, maximumBytes: maximumBodyBytes.single },
    ifMatch: true,
    ifNoneMatch: true,
    responses: {
      200: { description: 'The replaced project', schema: projectSchema, etag: true },
      201: { description: 'Added', schema: projectSchema, etag: true, location: true },
    },
    problems: [...contentProblems, 'not_found', 'week_locked', 'period_locked', 'precondition_failed'],
  },
  deleteProject: {
    ...routes.deleteProject,
    summary: 'Remove a project and its rates from the catalogue; its entries stay',
    query: correctionQuerySchema,
    ifMatch: true,
    responses: { 204: { description: 'Removed' } },
    problems: ['not_found', 'week_locked', 'period_locked', 'precondition_failed'],
  },
} as const satisfies Record<string, Operation>
