import type { WriteRequest } from 'timesheets-sdk/decide'
import type { EntryRecord } from 'timesheets-sdk/model'
import { type Catalogue, noCatalogue } from 'timesheets-sdk/rules'
import type { Engine, Transaction } from '../../store/engine.ts'
import { findProjects, hasProjects } from '../../store/projects.ts'

/**
 * The part of the project catalogue that requests refer to.
 *
 * @param named the stored entries that the requests change
 */
export async function lookUpCatalogue(
  engine: Engine,
  transaction: Transaction,
  requests: readonly WriteRequest[],
  named: readonly EntryRecord[],
): Promise<Catalogue> {
  const codes = new Set<string>()
  for (const request of requests) {
    if (request.kind === 'create') codes.add(request.entry.project)
    if (request.kind === 'push') {
      for (const item of request.items) if ('entry' in item) codes.add(item.entry.project)
    }
    if (request.kind === 'update') {
      const { project, date } = request.patch
      if (project !== undefined) codes.add(project)
      const current = date === undefined ? undefined : named.find(({ id }) => id === request.id)
      if (current) codes.add(current.project)
    }
  }
  if (codes.size === 0) return noCatalogue
  const [hasCatalogue, projects] = await Promise.all([
    hasProjects(transaction),
    findProjects(engine, transaction, codes),
  ])
  if (!hasCatalogue) return noCatalogue
  return { hasCatalogue, projectOf: (code) => projects.get(code) }
}
