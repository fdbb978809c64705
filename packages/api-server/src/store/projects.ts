import { CompiledQuery } from 'kysely'
import { hoursFromMinutes, type Project } from 'timesheets-sdk/model'
import type { Engine, Reader, Transaction } from './engine.ts'
import { projectRateRows } from './project-rates.ts'
import type { ProjectRow } from './schema.ts'

// Runs with every group of writes, so it is built once. Codes are never empty: the condition uses the index.
const anyProject = CompiledQuery.raw("select code from projects where code > '' limit 1")

/** Whether the catalogue has any project. */
export async function hasProjects(reader: Reader): Promise<boolean> {
  const { rows } = await reader.executeQuery(anyProject)
  return rows.length > 0
}

/** The projects of the catalogue among these, by code, with all their rates. */
export async function findProjects(
  engine: Engine,
  reader: Reader,
  codes: Iterable<string>,
): Promise<Map<string, Project>> {
  const keys = Array.from(new Set(codes), (code) => ({ code }))
  const rows = await engine.findByKeys(reader, 'projects', ['code'], keys)
  return new Map(rows.map((row) => [row.code, projectFromRow(row)]))
}

/** Projects in the order of their codes, after one of them, with all their rates. */
export async function projectsAfter(
  reader: Reader,
  { activeOn }: { readonly activeOn?: string | undefined },
  after: string | undefined,
  limit: number,
): Promise<Project[]> {
  let select = reader.selectFrom('projects').selectAll()
  if (activeOn !== undefined) {
    select = select
      .where((is) => is.or([is('active_from', 'is', null), is('active_from', '<=', activeOn)]))
      .where((is) => is.or([is('active_to', 'is', null), is('active_to', '>=', activeOn)]))
  }
  if (after !== undefined) select = select.where('code', '>', after)
  const rows = await select.orderBy('code').limit(limit).execute()
  return rows.map(projectFromRow)
}

/** `update` where the catalogue has the project, else `insert`. */
export async function putProject(
  engine: Engine,
  transaction: Transaction,
  project: Project,
  mode: 'insert' | 'update',
): Promise<void> {
  await engine.putRows(transaction, 'projects', [rowFromProject(project)], mode)
  if (mode === 'update') await deleteRates(transaction, project.code)
  await engine.putRows(
    transaction,
    'project_rates',
    projectRateRows(project.code, project.rateHistory),
    'insert',
  )
}

export async function deleteProject(transaction: Transaction, code: string): Promise<void> {
  await transaction.deleteFrom('projects').where('code', '=', code).execute()
  await deleteRates(transaction, code)
}

async function deleteRates(transaction: Transaction, code: string): Promise<void> {
  await transaction.deleteFrom('project_rates').where('project', '=', code).execute()
}

function projectFromRow(row: ProjectRow): Project {
  return {
    code: row.code,
    name: row.name,
    ...(row.client === null ? {} : { client: row.client }),
    billable: Boolean(row.billable),
    ...(row.active_from === null ? {} : { activeFrom: row.active_from }),
    ...(row.active_to === null ? {} : { activeTo: row.active_to }),
    ...(row.budget_minutes === null ? {} : { budgetHours: hoursFromMinutes(row.budget_minutes) }),
    ...(row.rates === null ? {} : { rateHistory: JSON.parse(row.rates) }),
    updatedAt: new Date(row.updated_at_ms).toISOString(),
  }
}

function rowFromProject(project: Project): ProjectRow {
  return {
    code: project.code,
    name: project.name,
    client: project.client ?? null,
    billable: project.billable ? 1 : 0,
    active_from: project.activeFrom ?? null,
    active_to: project.activeTo ?? null,
    budget_minutes: project.budgetHours === undefined ? null : Math.round(project.budgetHours * 60),
    rates: project.rateHistory === undefined ? null : JSON.stringify(project.rateHistory),
    updated_at_ms: Date.parse(project.updatedAt),
  }
}
