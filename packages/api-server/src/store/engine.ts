import type { Kysely, Transaction as KyselyTransaction, Selectable } from 'kysely'
import type { Changes } from './events/changes.ts'
import type { Database, NewRow, TableName } from './schema.ts'

export type PutMode = 'insert' | 'upsert' | 'ignore' | 'update'
export type EngineName = 'sqlite' | 'postgres'

/** Reads rows outside or inside a transaction. */
export type Reader = Kysely<Database>
/** Only {@link Engine.transaction} provides one: functions that lock or write require it. */
export type Transaction = KyselyTransaction<Database>

/**
 * The numbers that stand for texts which repeat in entries and events: people, clients, projects, sources and
 * actions. The table `names` has every text once.
 */
export interface Names {
  /** The numbers of texts, for storing. Texts without one get it in this transaction. */
  ensure(transaction: Transaction, texts: Iterable<string>): Promise<(text: string) => number>
  /** The texts of numbers that were read. */
  textsOf(reader: Reader, numbers: Iterable<number>): Promise<(number: number) => string>
  /** The numbers of texts, for searching: nothing was ever stored with a text that has none. */
  numbersOf(reader: Reader, texts: Iterable<string>): Promise<(text: string) => number | undefined>
}

/** Figures of an engine in this process, for its metrics. */
export interface EngineFigures {
  /** Connections of the pool; `waiting`: statements without one. PostgreSQL only. */
  readonly connections?: Readonly<Record<'busy' | 'idle' | 'waiting', number>>
  /** The size of the write-ahead log. SQLite only: PostgreSQL has metrics of its own. */
  readonly walBytes?: number
}

/** A database engine: the operations in which SQLite and PostgreSQL differ. */
export interface Engine {
  readonly name: EngineName
  /** For reads outside transactions, which never wait for a writer. */
  readonly reader: Reader
  readonly names: Names
  /**
   * Runs `work` in one transaction. When the promise resolves, it is on stable storage. Statements that are
   * started without awaiting each other run in the order of their calls, and share a round trip.
   * @throws {ConflictError} if another transaction was in the way: run it again
   * @throws {DatabaseUnavailableError} if the database is unavailable; the commit may or may not have
   *   happened
   */
  transaction<T>(work: (transaction: Transaction) => Promise<T>): Promise<T>
  /**
   * Runs reads outside a transaction. Those that are started without awaiting each other share a round trip;
   * each sees the newest commits when its turn comes.
   */
  readTogether<T>(work: (reader: Reader) => Promise<T>): Promise<T>
  /**
   * Writes rows, in order. If the key exists, `insert` fails, `upsert` overwrites the row, and `ignore` keeps
   * it. `update` is for existing rows, which is cheaper on some engines. The rows may be sent together with
   * the next statement: then that statement or the commit reports the failure.
   */
  putRows<T extends TableName>(
    transaction: Transaction,
    table: T,
    rows: readonly NewRow<T>[],
    mode: PutMode,
  ): Promise<void>
  /**
   * Sends all rows that were written so far. Rejects if the database refuses one of them. A commit does the
   * same.
   */
  flush(transaction: Transaction): Promise<void>
  /** The rows with one of `keys`. With `lock`, they are locked until the end of the transaction, in order. */
  findByKeys<T extends TableName, K extends keyof NewRow<T> & string>(
    reader: Reader,
    table: T,
    columns: readonly K[],
    keys: readonly Pick<NewRow<T>, K>[],
    options?: { readonly lock: boolean },
  ): Promise<Selectable<Database[T]>[]>
  /**
   * Locks the event log until the end of the transaction, so that sequence numbers follow the commit order.
   */
  lockEventLog(transaction: Transaction): Promise<void>
  /**
   * Keeps policy and roster as they are until the end of the transaction, so that what is decided by them
   * still holds at the commit. Any number of transactions may hold them. Call it before reading them.
   */
  holdRules(transaction: Transaction): Promise<void>
  /**
   * Waits for all transactions that hold policy and roster, and makes later ones wait. Call it before any
   * other lock: a transaction that holds them may be waiting for the event log.
   */
  lockRules(transaction: Transaction): Promise<void>
  /** Whether another process can change rows between reading and locking them. */
  readonly readsRaceWithWriters: boolean
  /** Migrates the schema; safe if several processes start at once. */
  migrate(): Promise<void>
  /** A driver's error as a {@link ConflictError} or {@link DatabaseUnavailableError}, if it is one. */
  translated(error: unknown): unknown
  ping(): Promise<void>
  /**
   * Registers one of a fixed number of SQL texts and returns it. On {@link reader} it is then planned once
   * per connection.
   */
  prepared(sql: string): string
  /**
   * The changes that were committed since an event, as of now, or since an earlier one.
   * @param sequence its number; undefined: only the last event is of interest
   */
  changesSince(sequence: number | undefined): Promise<Changes>
  /** Without a call of the database. */
  figures(): EngineFigures
  /**
   * Gives up everything that waits for the database, now and later: it fails as unavailable. For a process
   * that has to stop while the database is silent.
   */
  abandon(): void
  close(): Promise<void>
}

/** Another transaction was in the way (a deadlock, a serialization failure, a key taken meanwhile). */
export class ConflictError extends Error {
  override readonly name = 'ConflictError'
}

/** The database does not respond, or cannot write. */
export class DatabaseUnavailableError extends Error {
  override readonly name = 'DatabaseUnavailableError'
}

/** The database is available, but this program cannot use it. The message says why and what to do. */
export class UnfitDatabaseError extends Error {
  override readonly name = 'UnfitDatabaseError'
}
