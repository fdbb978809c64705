import { accessSync, constants, mkdirSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import SqliteConnection from 'better-sqlite3'
import type { SqliteDatabase, SqliteStatement } from 'kysely'
import { codeOf } from '../../error-code.ts'

export const sqliteFileName = 'timesheets.sqlite'
// While another process writes to the file, SQLite's own waiting blocks this process.
export const busyTimeoutMs = 20
const openingTimeoutMs = 5_000
const preparedStatements = 200
// The log of writes is copied into the file when it has so many pages, 32 MB: a page that many commits write
// is copied once.
const loggedPages = 8_000

/** A connection that writes and reads, and one that only reads. */
export interface SqliteConnections {
  readonly writer: StatementCache
  readonly reader: StatementCache
}

/** Opens the file in `dataDir`, and creates both if they are missing. */
export function openConnections(dataDir: string): SqliteConnections {
  makeFolder(dataDir)
  const path = join(dataDir, sqliteFileName)
  const writer = new SqliteConnection(path, { timeout: openingTimeoutMs })
  // SQLite opens a file that it may not write, such as a backup that another user put there, to read it.
  accessSync(path, constants.W_OK)
  writer.pragma('journal_mode = WAL')
  // An acknowledged write survives a power failure.
  writer.pragma('synchronous = FULL')
  writer.pragma('foreign_keys = ON')
  writer.pragma('journal_size_limit = 67108864')
  writer.pragma(`wal_autocheckpoint = ${loggedPages}`)
  writer.pragma(`busy_timeout = ${busyTimeoutMs}`)
  const reader = new SqliteConnection(path, { timeout: openingTimeoutMs })
  reader.pragma('query_only = ON')
  return { writer: new StatementCache(writer), reader: new StatementCache(reader) }
}

/**
 * Throws from when the file of an open database has been removed, replaced or moved: what is written to it
 * then is lost with the process. SQLite itself does not notice it in WAL mode.
 */
export function fileGuard(path: string): () => void {
  const opened = statSync(path)
  return () => {
    const now = statSync(path, { throwIfNoEntry: false })
    if (now?.ino === opened.ino && now.dev === opened.dev) return
    const message = `${path} was removed or replaced while it was open: restore it while the API is stopped, then start again`
    throw Object.assign(new Error(message), { code: 'SQLITE_READONLY_DBMOVED' })
  }
}

// One folder after the other: `recursive` never returns if nothing can be created, as below /proc.
function makeFolder(path: string): void {
  try {
    mkdirSync(path)
  } catch (error) {
    const code = codeOf(error)
    if (code === 'EEXIST') return
    const parent = dirname(path)
    if (code !== 'ENOENT' || parent === path) throw error
    makeFolder(parent)
    mkdirSync(path)
  }
}

// SQLite looks at the value of a compared parameter when it plans a statement, and so plans it again on each
// call, which takes longer than reading twenty rows. It does not look behind a plus, which changes nothing.
const comparedParameter = /(=|\bis|\blimit) \?/g

/** A connection that keeps its prepared statements: Kysely would prepare each again. */
export class StatementCache implements SqliteDatabase {
  readonly #connection: SqliteConnection.Database
  readonly #statements = new Map<string, SqliteConnection.Statement>()

  constructor(connection: SqliteConnection.Database) {
    this.#connection = connection
  }

  get path(): string {
    return this.#connection.name
  }

  get isOpen(): boolean {
    return this.#connection.open
  }

  get inTransaction(): boolean {
    return this.#connection.inTransaction
  }

  prepare(sql: string): SqliteConnection.Statement {
    let statement = this.#statements.get(sql)
    if (!statement) {
      if (this.#statements.size >= preparedStatements) this.#statements.clear()
      statement = this.#connection.prepare(sql.replaceAll(comparedParameter, '$1 +?'))
      this.#statements.set(sql, statement)
    }
    return statement
  }

  close(): void {
    if (this.#connection.open) this.#connection.close()
  }
}

/**
 * The writer for Kysely. After some errors, such as a full disk, SQLite has rolled back by itself, and a
 * rollback fails: that error must not hide the first one. A rollback that fails is repeated before the next
 * transaction.
 * @param beforeTransaction called before a transaction begins
 */
export function transacting(writer: StatementCache, beforeTransaction: () => void): SqliteDatabase {
  const nothing = { changes: 0, lastInsertRowid: 0 }
  const command = (run: () => void): SqliteStatement => ({
    reader: false,
    all: () => [],
    iterate: () => [].values(),
    run() {
      run()
      return nothing
    },
  })
  const rollBack = () => {
    if (writer.inTransaction) writer.prepare('rollback').run()
  }
  const commands: Readonly<Record<string, SqliteStatement>> = {
    begin: command(() => {
      beforeTransaction()
      rollBack()
      // A transaction that reads before it writes would fail when another process writes in between.
      writer.prepare('begin immediate').run()
    }),
    rollback: command(() => {
      try {
        rollBack()
      } catch {}
    }),
  }
  return { close: () => writer.close(), prepare: (sql) => commands[sql] ?? writer.prepare(sql) }
}
