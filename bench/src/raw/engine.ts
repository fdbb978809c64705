import type { RawRow } from './rows.ts'

/** A database engine used as directly as its driver allows, on the API's tables. */
export interface RawEngine {
  /** Stores rows, each with its event, in one durable transaction. */
  insert(rows: readonly RawRow[]): Promise<void> | void
  close(): Promise<void> | void
}
