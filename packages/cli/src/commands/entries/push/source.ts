import type { Problem } from 'timesheets-sdk/contract'
import type { NewEntry } from 'timesheets-sdk/model'
import type { Rejection } from './rejection.ts'

/** A row that is an entry, whatever kind of file it is from. */
export interface PushedRow {
  readonly line: number
  readonly entry: NewEntry
}

/** How a kind of file has its rejected rows in a report. */
export interface ReportLayout {
  readonly columns: readonly string[]
  /** One for each column. */
  cellsOf(rejection: Rejection): readonly string[]
}

/** Where a push has its rows from. */
export interface PushSource<Row extends PushedRow> {
  /** Rows in the file, where they were counted. */
  readonly total: number | undefined
  readonly report: ReportLayout
  /** In portions, as they are read; those that can't be entries are among them, as the rejections that they are. */
  rows(): AsyncIterable<Iterable<Row | Rejection>>
  /** Of an entry that the API refused. */
  rejectionOf(row: Row, problem: Problem | undefined): Rejection
}

export function isRejection(row: PushedRow | Rejection): row is Rejection {
  return 'code' in row
}
