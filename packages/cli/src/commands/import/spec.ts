import type { TimesheetsClient } from 'timesheets-sdk/client'
import type { Violation } from 'timesheets-sdk/model'
import type { TableCells, TableShape } from '../../io/files/table-rows.ts'

export type Outcome = 'added' | 'updated' | 'unchanged'

/** How the rows of a CSV file are brought into the API, each by itself. */
export interface ImportSpec<Column extends string, Item> {
  readonly table: TableShape<Column>
  /** The thing that a row stands for, or what is wrong with it. */
  read(cells: TableCells<Column>): { readonly item: Item } | { readonly violations: readonly Violation[] }
  /** Its key, also its name in messages. */
  keyOf(item: Item): string
  /** Looks up what there is already. */
  target(client: TimesheetsClient, options: TargetOptions): Promise<ImportTarget<Item>>
}

export interface TargetOptions {
  readonly dryRun: boolean
  /** Whether approved and closed weeks may change. */
  readonly correct: boolean
  /** Milliseconds since the epoch. */
  readonly nowMs: number
  readonly signal: AbortSignal
}

/** Where things go. */
export interface ImportTarget<Item> {
  /** The predicted outcome, from the state when the import began. */
  compare(item: Item): Outcome
  put(item: Item): Promise<void>
  /**
   * For a dry run: what the rules have against it, after all that was taken before. Takes it where that is
   * nothing.
   */
  rehearse(item: Item): Violation | undefined
}
