import type { PushedEntry } from '../model/entry.ts'
import type { Violation } from '../model/violation.ts'

/** A row that is an entry. Whether the rules let it be stored is not judged yet. */
export interface ImportedEntry {
  /** The line that the row begins in, from 1; in a JSON list, the place of the entry. */
  readonly line: number
  /** The row as it stands there, in the order of the header; of a row that could not be taken apart, its text alone. */
  readonly cells: readonly string[]
  readonly entry: PushedEntry
}

/** What is wrong with a row, and in which column. */
export interface ImportViolation extends Violation {
  /** As the export calls it; `null`: none, or not one alone. */
  readonly column: string | null
}

/** A row that can't be an entry, and why. */
export interface RejectedRow {
  readonly line: number
  readonly cells: readonly string[]
  /** At least one. */
  readonly violations: readonly ImportViolation[]
  /**
   * The name that the entry would have. In a report of the rejected rows, as a column `externalId`, it lets the corrected
   * row keep the name that it has among all rows.
   */
  readonly externalId?: string
}

export type ImportedRow = ImportedEntry | RejectedRow

export function isRejected(row: ImportedRow): row is RejectedRow {
  return 'violations' in row
}
