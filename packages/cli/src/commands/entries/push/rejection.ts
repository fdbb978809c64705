import type { Problem } from 'timesheets-sdk/contract'
import type { Violation } from 'timesheets-sdk/model'
import { type Cells, type EntryRow, entryColumns, type FaultyRow } from '../../../io/readers/row.ts'

/** A row that was not stored, and why. */
export interface Rejection {
  readonly line: number
  /** The column that is wrong, of a row that could not be read. */
  readonly column: string | undefined
  /** Stable, for programs. */
  readonly code: string
  readonly message: string
  readonly cells: Cells
}

/** Of a row that can't be an entry. */
export function rejectionOfFaulty({ line, cells, violations }: FaultyRow): Rejection {
  const member = violations[0]?.path.slice(1)
  const column = entryColumns.find((known) => known === member)
  return { line, column, cells, ...wordsOf(violations) }
}

/** Of an entry that the API refused. */
export function rejectionOfProblem({ line, cells }: EntryRow, problem: Problem | undefined): Rejection {
  const { code = 'rejected', detail = 'the API gave no reason' } = problem ?? {}
  return { line, column: undefined, cells, code, message: detail }
}

/** The first violation of each member: what follows from it is not worth a word. */
function wordsOf(violations: readonly Violation[]): { code: string; message: string } {
  const byPath = new Map<string, string>()
  for (const { path, message } of violations) {
    if (!byPath.has(path)) byPath.set(path, message)
  }
  return { code: violations[0]?.code ?? 'invalid_value', message: [...byPath.values()].join('; ') }
}
