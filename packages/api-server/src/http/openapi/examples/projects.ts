import type { ProjectPage } from 'timesheets-sdk/contract'
import type { NewProject, Project } from 'timesheets-sdk/model'

const content: NewProject = {
  name: 'Warehouse move',
  client: 'Acme',
  billable: true,
  activeFrom: '2026-01-01',
  budgetHours: 800,
  rates: { currency: 'EUR', employee: 110, contractor: 95 },
}
const project: Project = {
  code: 'ACME-42',
  ...content,
  billable: true,
  updatedAt: '2026-01-02T08:00:00.000Z',
}
const projects: ProjectPage = { data: [project], nextCursor: null }

export const projectExamples = {
  listProjects: { response: projects },
  getProject: { response: project },
  putProject: { request: content, response: project },
  deleteProject: {},
} as const
