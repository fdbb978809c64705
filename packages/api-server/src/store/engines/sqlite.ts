import { mkdirSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { setImmediate, setTimeout } from 'node:timers/promises'
import SqliteConnection from 'better-sqlite3'
import { Kysely, type Selectable, type SqliteDatabase, SqliteDialect, type SqliteStatement } from 'kysely'
import { ConflictError, DatabaseUnavailableError, type Engine, type PutMode } from '../engine.ts'
import { migrate } from '../migrate.ts'
import { NameTable } from '../names.ts'
import type { Database, TableName } from '../schema.ts'
import { type TableShape, tableShapes } from '../table-shapes.ts'
import { onConflict, quoted, selectList } from './sql.ts'
import { sqliteChanges } from './sqlite-changes.ts'
import { inOneSnapshot } from './sqlite-snapshot.ts'

export const sqliteFileName = 'timesheets.sqlite'
// How long a transaction waits for another process that writes to the same file. SQLite's own waiting would
// block this process, so it is short, and the rest of the wait happens outside.
const writerPatienceMs = 5_000
const busyTimeoutMs = 20
const openingTimeoutMs = 5_000
const preparedStatements = 200
// One or two milliseconds of work.
const itemsInTurn = 100

/** Opens the SQLite database in `dataDir`, and creates it if it is missing. */
export function openSqlite(dataDir: string): Engine {
  const { writer, reader } = openConnections(dataDir)
  const write = cachingConnection(writer)
  const writing = new Kysely<Database>({
    dialect: new SqliteDialect({ database: withSafeRollback(writer, write) }),
  })
  const read = cachingConnection(reader)
  const reading = new Kysely<Database>({ dialect: new SqliteDialect({ database: read }) })

  const changesSince = sqliteChanges(reader, writer)
  const readInOneSnapshot = inOneSnapshot(reader)
  const inWriterTurns = takingTurns()

  return {
    name: 'sqlite',
    reader: reading,
    names: new NameTable('sqlite', reading),
    // A transaction is the only writer from its first statement on.
    readsRaceWithWriters: false,

    transaction: (work) => whenFree(() => writing.transaction().execute(work)),

    readTogether: (work) => readInOneSnapshot(() => work(reading)),

    async putRows(_transaction, table, rows, mode) {
      if (rows.length === 0) return
      const { sql, parameters } = putStatement(table, mode)
      const statement = write.prepare(sql)
      await inWriterTurns(rows, (row) => statement.run(valuesOf(row, parameters)))
    },

    // Rows are written immediately.
    async flush() {},

    async findByKeys(from, table, columns, keys) {
      const [connection, inTurns] = from === reading ? [read, inParts] : [write, inWriterTurns]
      const where = columns.map((column) => `${quoted(column)} = ${parameterOf(table, column)}`).join(' and ')
      const list = selectList('sqlite', table)
      const statement = connection.prepare(`select ${list} from ${quoted(table)} where ${where}`)
      const found: Selectable<Database[typeof table]>[] = []
      await inTurns(keys, (key) => {
        for (const row of statement.all(valuesOf(key, columns)))
          found.push(row as Selectable<Database[typeof table]>)
      })
      return found
    },

    // SQLite has one writer at a time, so sequence numbers follow the commit order.
    async lockEventLog() {},
    async holdRules() {},
    async lockRules() {},

    migrate: () => whenFree(() => migrate('sqlite', writing as unknown as Kysely<never>)),

    translated,

    async ping() {
      try {
        reader.prepare('select 1 from policy').get()
      } catch (error) {
        throw translated(error)
      }
    },

    // Every statement is cached.
    prepared: (sql) => sql,

    changesSince: (sequence) => readInOneSnapshot(() => changesSince(sequence)),

    figures: () => ({ walBytes: statSync(`${writer.name}-wal`, { throwIfNoEntry: false })?.size ?? 0 }),

    // Nothing waits for long: this process does the work itself.
    abandon() {},

    async close() {
      await reading.destroy()
      await writing.destroy()
      for (const connection of [reader, writer]) if (connection.open) connection.close()
    },
  }
}

function openConnections(dataDir: string) {
  try {
    makeFolder(dataDir)
    const path = join(dataDir, sqliteFileName)
    const writer = new SqliteConnection(path, { timeout: openingTimeoutMs })
    writer.pragma('journal_mode = WAL')
    // An acknowledged write survives a power failure.
    writer.pragma('synchronous = FULL')
    writer.pragma('foreign_keys = ON')
    writer.pragma('journal_size_limit = 67108864')
    writer.pragma(`busy_timeout = ${busyTimeoutMs}`)
    const reader = new SqliteConnection(path, { timeout: openingTimeoutMs })
    reader.pragma('query_only = ON')
    return { writer, reader }
  } catch (error) {
    throw translated(error)
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

/**
 * Runs a transaction when no other process writes. A transaction that found the file busy has done nothing.
 */
async function whenFree<T>(transact: () => Promise<T>): Promise<T> {
  const deadline = performance.now() + writerPatienceMs
  for (;;) {
    try {
      return await transact()
    } catch (error) {
      const isBusy = codeOf(error).startsWith('SQLITE_BUSY')
      if (!isBusy || performance.now() > deadline) throw translated(error)
      await setTimeout(Math.random() * busyTimeoutMs)
    }
  }
}

/** Caches prepared statements: Kysely would prepare each again. */
function cachingConnection(connection: SqliteConnection.Database) {
  const statements = new Map<string, SqliteConnection.Statement>()
  return {
    close: () => connection.close(),
    prepare(sql: string) {
      // A transaction that reads before it writes would fail when another process writes in between.
      const text = sql === 'begin' ? 'begin immediate' : sql
      let statement = statements.get(text)
      if (!statement) {
        if (statements.size >= preparedStatements) statements.clear()
        statement = connection.prepare(text)
        statements.set(text, statement)
      }
      return statement
    },
  }
}

/**
 * After some errors, such as a full disk, SQLite has rolled back by itself, and a rollback fails: that error
 * must not hide the first one. A rollback that fails is repeated before the next transaction.
 */
function withSafeRollback(
  writer: SqliteConnection.Database,
  write: ReturnType<typeof cachingConnection>,
): SqliteDatabase {
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
    if (writer.inTransaction) writer.exec('rollback')
  }
  const commands: Readonly<Record<string, SqliteStatement>> = {
    begin: command(() => {
      rollBack()
      write.prepare('begin').run()
    }),
    rollback: command(() => {
      try {
        rollBack()
      } catch {}
    }),
  }
  return { close: write.close, prepare: (sql) => commands[sql] ?? write.prepare(sql) }
}

/** The statement that writes a row, and the columns of its parameters. */
function putStatement(table: TableName, mode: PutMode): { sql: string; parameters: readonly string[] } {
  const columns = Object.keys(tableShapes[table].columns)
  const name = quoted(table)
  if (mode === 'update') {
    const { key } = tableShapes[table]
    const others = columns.filter((column) => !key.includes(column))
    const assignment = (column: string) => `${quoted(column)} = ${parameterOf(table, column)}`
    const assignments = others.map(assignment).join(', ')
    const where = key.map(assignment).join(' and ')
    return { sql: `update ${name} set ${assignments} where ${where}`, parameters: [...others, ...key] }
  }
  const insert = `insert into ${name} (${columns.map(quoted).join(', ')}) values (${columns.map((column) => parameterOf(table, column)).join(', ')})`
  return { sql: `${insert} ${onConflict(table, columns, mode)}`, parameters: columns }
}

/** UUIDs are given as text. */
function parameterOf(table: TableName, column: string): string {
  const { bytes }: TableShape = tableShapes[table]
  return column === bytes ? "unhex(?, '-')" : '?'
}

/** As {@link inParts}. What is started meanwhile with the same function comes after it. */
function takingTurns() {
  let last: Promise<void> | undefined
  return async <T>(items: readonly T[], perform: (item: T) => void): Promise<void> => {
    while (last) await last
    if (items.length <= itemsInTurn) {
      for (const item of items) perform(item)
      return
    }
    const processing = inParts(items, perform)
    const done = () => {
      last = undefined
    }
    last = processing.then(done, done)
    await processing
  }
}

/** Processes items in parts, and lets other requests run in between: reads do not wait for a batch. */
async function inParts<T>(items: readonly T[], perform: (item: T) => void): Promise<void> {
  for (const [place, item] of items.entries()) {
    if (place > 0 && place % itemsInTurn === 0) await setImmediate()
    perform(item)
  }
}

function valuesOf(row: object, columns: readonly string[]): unknown[] {
  return columns.map((column) => (row as Readonly<Record<string, unknown>>)[column])
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : ''
}

function translated(error: unknown): unknown {
  const code = codeOf(error)
  if (/^SQLITE_CONSTRAINT_(UNIQUE|PRIMARYKEY)$/.test(code)) {
    return new ConflictError('a key was taken meanwhile', { cause: error })
  }
  if (
    /^(SQLITE_(BUSY|LOCKED|FULL|IOERR|READONLY|CANTOPEN|NOTADB|CORRUPT)|EACCES|ENOENT|EROFS|ENOSPC|ENOTDIR|EEXIST|EPERM)/.test(
      code,
    )
  ) {
    const reason = error instanceof Error ? error.message : code
    return new DatabaseUnavailableError(`the SQLite database can't be used: ${reason}`, { cause: error })
  }
  return error
}
