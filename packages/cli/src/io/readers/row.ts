import type { NewEntry, Violation } from 'timesheets-sdk/model'

/** The columns of our own CSV that say what an entry is. */
export const entryColumns = ['userId', 'date', 'project', 'hours', 'note', 'billable', 'externalId'] as const
export type EntryColumn = (typeof entryColumns)[number]

/** A row as text, as far as it could be read. */
export type Cells = Readonly<Partial<Record<EntryColumn, string>>>

/** A row that is an entry. Whether the rules let it be stored is not judged yet. */
export interface EntryRow {
  /** Counted from 1 for the file's first line; in a JSON list, the place of the entry. */
  readonly line: number
  readonly cells: Cells
  readonly entry: NewEntry
}

/** A row that can't be an entry, and why. Of one that could not be taken apart, the whole text is in the cell `note`. */
export interface FaultyRow {
  readonly line: number
  readonly cells: Cells
  /** At least one. */
  readonly violations: readonly Violation[]
}

export type Row = EntryRow | FaultyRow

export function isFaulty(row: Row): row is FaultyRow {
  return 'violations' in row
}

const longestNote = 2_000

/** What a row is kept as that could not be taken apart. */
export function wholeText(text = ''): Cells {
  return { note: text.slice(0, longestNote) }
}
