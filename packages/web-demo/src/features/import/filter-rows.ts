import type { PlannedRow } from 'timesheets-sdk/import/records'
import { folded } from '../../components/folded.ts'

export const rowFilters = ['effective', 'added', 'updated', 'rejected', 'unchanged', 'all'] as const
export type RowFilter = (typeof rowFilters)[number]

/** The rows that a search and a filter leave. `effective`: all but the unchanged ones. */
export function filterRows(rows: readonly PlannedRow[], search: string, filter: RowFilter): PlannedRow[] {
  const wanted = folded(search)
  const passes = ({ outcome }: PlannedRow) => {
    if (filter === 'all') return true
    return filter === 'effective' ? outcome !== 'unchanged' : outcome === filter
  }
  return rows.filter((row) => passes(row) && folded(Object.values(row.cells).join('\n')).includes(wanted))
}
