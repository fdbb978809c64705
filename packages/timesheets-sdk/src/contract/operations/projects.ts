import { newProjectSchema, projectSchema } from '../../model/catalogue.ts'
import { maximumBodyBytes } from '../limits.ts'
import type { Operation } from '../operation.ts'
import { listProjectsQuerySchema, projectPageSchema } from '../projects.ts'
import { routes } from '../routes.ts'
import { contentProblems } from './common-problems.ts'

/** The catalogue of projects. Where it is empty, any code is accepted. */
export const projectOperations = {
  listProjects: {
    ...routes.listProjects,
    summary: 'List the projects of the catalogue; rates are for its keepers',
    query: listProjectsQuerySchema,
    responses: { 200: { description: 'Projects, by code', schema: projectPageSchema } },
    problems: ['malformed_cursor'],
  },
  getProject: {
    ...routes.getProject,
    summary: 'Read a project of the catalogue',
    responses: { 200: { description: 'The project', schema: projectSchema } },
    problems: ['not_found'],
  },
  putProject: {
    ...routes.putProject,
    summary: 'Add a project to the catalogue, or replace what it says of it',
    body: { schema: newProjectSchema, maximumBytes: maximumBodyBytes.single },
    responses: {
      200: { description: 'The project as the catalogue has it now', schema: projectSchema },
      201: { description: 'Added', schema: projectSchema },
    },
    problems: [...contentProblems, 'not_found'],
  },
  deleteProject: {
    ...routes.deleteProject,
    summary: 'Take a project off the catalogue; the entries on it stay',
    responses: { 204: { description: 'Removed' } },
    problems: ['not_found'],
  },
} as const satisfies Record<string, Operation>
