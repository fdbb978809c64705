import type { PushedEntry } from '../model/entry.ts'
import type { Violation } from '../model/violation.ts'

/** A row that is an entry. The rules have not judged it yet. */
export interface ImportedEntry {
  /** The line the row starts in, from 1; in a JSON list, the position of the entry. */
  readonly line: number
  /** The original row in the order of the header; for a row that could not be parsed, only its text. */
  readonly cells: readonly string[]
  readonly entry: PushedEntry
  /** The duration in the file, before rounding. */
  readonly seconds?: number | undefined
}

/** A fault in a row, with its column. */
export interface ImportViolation extends Violation {
  /** The column's name in the file; `null`: not a single column. */
  readonly column: string | null
}

/** A row that cannot be an entry, with the reasons. */
export interface RejectedRow {
  readonly line: number
  readonly cells: readonly string[]
  /** At least one. */
  readonly violations: readonly ImportViolation[]
  /** The person, by id if known, else in the words of the file. */
  readonly person?: string | undefined
  /** The duration in the file, if it could be read. */
  readonly seconds?: number | undefined
  /**
   * The `externalId` of the entry. A report of rejected rows has it as a column, so that the corrected row
   * keeps its id.
   */
  readonly externalId?: string
}

export type ImportedRow = ImportedEntry | RejectedRow

export function isRejected(row: ImportedRow): row is RejectedRow {
  return 'violations' in row
}
