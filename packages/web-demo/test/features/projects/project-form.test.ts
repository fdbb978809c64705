import type { Project } from 'timesheets-sdk/model'
import { expect, it } from 'vitest'
import {
  filterProjects,
  projectBody,
  projectProblems,
  projectValues,
} from '../../../src/features/projects/project-form.ts'

const project: Project = {
  code: 'ACME-42',
  name: 'Acmé: app',
  client: 'Acme Corporation',
  billable: false,
  budgetHours: 62.5,
  activeTo: '2026-10-31',
  rates: { currency: 'EUR', employee: 95, groups: { senior: 120 } },
  updatedAt: '2026-01-01T00:00:00.000Z',
}

it('makes the body of a request from the fields, and keeps the rates of groups', () => {
  const { code: _, updatedAt: __, ...content } = project
  expect(projectBody(projectValues(project), project)).toEqual(content)
  expect(projectBody({ ...projectValues(undefined), name: 'New' })).toEqual({ name: 'New', billable: true })
})

it('finds the problems that the API would find, by field', () => {
  const values = { ...projectValues(project), code: '', currency: '', employee: 'much', budgetHours: 'some' }
  expect([...projectProblems(values).keys()].sort()).toEqual(['budgetHours', 'code', 'currency', 'employee'])
  expect(projectProblems(projectValues(project)).size).toBe(0)
})

it('finds projects by name, code or client, and those that have ended', () => {
  const found = (search: string, filter: Parameters<typeof filterProjects>[2]) =>
    filterProjects([project], search, filter, '2026-11-29').length
  expect([found('acme: a', 'all'), found('42', 'all'), found('corp', 'ended')]).toEqual([1, 1, 1])
  expect([found('', 'active'), found('beta', 'all')]).toEqual([0, 0])
})
