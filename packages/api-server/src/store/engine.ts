import type { Kysely, Transaction as KyselyTransaction } from 'kysely'
import type { Database, NewRow, TableName } from './schema.ts'

export type PutMode = 'insert' | 'upsert' | 'ignore' | 'update'
export type EngineName = 'sqlite' | 'postgres'

/** Where rows are read: outside or inside a transaction. */
export type Reader = Kysely<Database>
/** Only what runs in {@link Engine.transaction} is handed one: functions that lock or write demand it. */
export type Transaction = KyselyTransaction<Database>

/** A database engine: what the two do differently, behind the same few operations. */
export interface Engine {
  readonly name: EngineName
  /** For reads outside transactions; they wait for no writer. */
  readonly reader: Reader
  /**
   * Runs `work` in one transaction. When the promise resolves, it is on stable storage.
   * @throws {ConflictError} when another transaction was in the way: run the whole again
   * @throws {DatabaseUnavailableError} when the database is away; a commit may or may not have happened
   */
  transaction<T>(work: (transaction: Transaction) => Promise<T>): Promise<T>
  /**
   * Writes rows, in order. `insert` fails where the key is there; `upsert` overwrites the row then, and `ignore` leaves
   * it. `update` is for rows that are there, which costs less than to find
   * that out on some engines. The rows may be sent along with what the
   * transaction asks for next: a failure is told by that, or by the commit.
   */
  putRows<T extends TableName>(
    transaction: Transaction,
    table: T,
    rows: readonly NewRow<T>[],
    mode: PutMode,
  ): Promise<void>
  /**
   * Has the database take what was written so far: an engine may hold rows back until something is asked for. Rejects where the
   * database refuses one of them. A commit does the same by itself.
   */
  flush(transaction: Transaction): Promise<void>
  /** The rows that have one of `keys`. With `lock`, locked until the end of the transaction, in the order of `columns`. */
  findByKeys<T extends TableName, K extends keyof NewRow<T> & string>(
    reader: Reader,
    table: T,
    columns: readonly K[],
    keys: readonly Pick<NewRow<T>, K>[],
    options?: { readonly lock: boolean },
  ): Promise<Database[T][]>
  /** Holds the event log until the end of the transaction, so that sequence numbers are given in commit order. */
  lockEventLog(transaction: Transaction): Promise<void>
  /** Whether rows that were read before locks were taken can have been changed by another process meanwhile. */
  readonly readsRaceWithWriters: boolean
  /** Brings the schema up to date; safe when several processes start at once. */
  migrate(): Promise<void>
  /** A driver's error as a {@link ConflictError} or {@link DatabaseUnavailableError}, where it is one. */
  translated(error: unknown): unknown
  ping(): Promise<void>
  /**
   * Has one of a fixed number of texts of SQL prepared for good, for as long as there are connections that have run it, and
   * returns it: whatever then runs this text on {@link reader} is planned once.
   */
  prepared(sql: string): string
  /**
   * A mark of what is stored now: as long as two are equal, nothing was committed in between by whichever process. It says
   * nothing to another process. `undefined`: this database has none.
   */
  changeMark(): Promise<string | undefined>
  close(): Promise<void>
}

/** Another transaction was in the way (a deadlock, a serialization failure, a key taken meanwhile). */
export class ConflictError extends Error {
  override readonly name = 'ConflictError'
}

/** The database does not answer, or can't write. */
export class DatabaseUnavailableError extends Error {
  override readonly name = 'DatabaseUnavailableError'
}

/** The database is there, but is not for this program as it is. The message says why and what to do. */
export class UnfitDatabaseError extends Error {
  override readonly name = 'UnfitDatabaseError'
}
