import type { RawRow, RawTable } from './rows.ts'

/** A database engine used as directly as its driver allows. */
export interface RawEngine {
  /** Stores rows, each in the tables of its parts, in one durable transaction. */
  insert(rows: readonly RawRow[]): Promise<void> | void
  /** The numbers of names in the API's tables, which it stores beforehand. */
  numbersOf(texts: readonly string[]): Promise<ReadonlyMap<string, number>>
  close(): Promise<void> | void
}

export interface RawOptions {
  /** The number of concurrent transactions on PostgreSQL. */
  readonly connections?: number
  /** The tables of each row's parts. */
  readonly tables: readonly RawTable[]
}
