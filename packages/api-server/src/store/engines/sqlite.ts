import { mkdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { setImmediate, setTimeout } from 'node:timers/promises'
import SqliteConnection from 'better-sqlite3'
import { Kysely, SqliteDialect } from 'kysely'
import { ConflictError, DatabaseUnavailableError, type Engine, type PutMode } from '../engine.ts'
import { migrate } from '../migrate.ts'
import { type Database, type TableName, tableShapes } from '../schema.ts'
import { onConflict, quoted } from './sql.ts'

const fileName = 'timesheets.sqlite'
// How long a transaction waits for another process that writes to the same file. SQLite's own waiting would stand
// in the way of everything else in this process, so it gets a short turn and the rest is waited for outside.
const writerPatienceMs = 5_000
const busyTimeoutMs = 20
const openingTimeoutMs = 5_000
const preparedStatements = 200
// One or two milliseconds of work.
const itemsInTurn = 100

/** Opens, and creates where it is missing, the SQLite database in `dataDir`. */
export function openSqlite(dataDir: string): Engine {
  const { writer, reader } = openConnections(dataDir)
  const write = cachingConnection(writer)
  const writing = new Kysely<Database>({ dialect: new SqliteDialect({ database: write }) })
  const read = cachingConnection(reader)
  const reading = new Kysely<Database>({ dialect: new SqliteDialect({ database: read }) })

  const dataVersion = reader.prepare('pragma data_version').pluck()

  return {
    name: 'sqlite',
    reader: reading,
    // A transaction is the only writer from its first statement on.
    readsRaceWithWriters: false,

    transaction: (work) => whenFree(() => writing.transaction().execute(work)),

    async putRows(_transaction, table, rows, mode) {
      if (rows.length === 0) return
      const { sql, parameters } = putStatement(table, mode)
      const statement = write.prepare(sql)
      await inTurns(rows, (row) => statement.run(valuesOf(row, parameters)))
    },

    // Every row is written as it comes.
    async flush() {},

    async findByKeys(from, table, columns, keys) {
      const connection = from === reading ? read : write
      const where = columns.map((column) => `${quoted(column)} = ?`).join(' and ')
      const statement = connection.prepare(`select * from ${quoted(table)} where ${where}`)
      const found: Database[typeof table][] = []
      await inTurns(keys, (key) => {
        for (const row of statement.all(valuesOf(key, columns))) found.push(row as Database[typeof table])
      })
      return found
    },

    // SQLite has one writer at a time, so the numbers of the log are given in the order of the commits.
    async lockEventLog() {},

    migrate: () => whenFree(() => migrate('sqlite', writing as unknown as Kysely<never>)),

    translated,

    async ping() {
      try {
        reader.prepare('select 1 from policy').get()
      } catch (error) {
        throw translated(error)
      }
    },

    // The text of each statement is prepared once anyway.
    prepared: (sql) => sql,

    // Changes with each commit of any other connection to the file, and this one never writes.
    async changeMark() {
      return String(dataVersion.get())
    },

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
    const path = join(dataDir, fileName)
    const writer = new SqliteConnection(path, { timeout: openingTimeoutMs })
    writer.pragma('journal_mode = WAL')
    // An acknowledged write is on the disk, whatever happens to the machine.
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

// One folder after the other: `recursive` never returns where nothing can be made, as below /proc.
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

/** Runs a transaction when no other process writes; a transaction that found the file busy has done nothing. */
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

/** Kysely prepares each statement anew; the same text is prepared once here. */
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

/** The statement that writes a row, and the columns whose values it takes, in its order. */
function putStatement(table: TableName, mode: PutMode): { sql: string; parameters: readonly string[] } {
  const columns = Object.keys(tableShapes[table].columns)
  const name = quoted(table)
  if (mode === 'update') {
    const { key } = tableShapes[table]
    const others = columns.filter((column) => !key.includes(column))
    const assignments = others.map((column) => `${quoted(column)} = ?`).join(', ')
    const where = key.map((column) => `${quoted(column)} = ?`).join(' and ')
    return { sql: `update ${name} set ${assignments} where ${where}`, parameters: [...others, ...key] }
  }
  const insert = `insert into ${name} (${columns.map(quoted).join(', ')}) values (${columns.map(() => '?').join(', ')})`
  return { sql: `${insert} ${onConflict(table, columns, mode)}`, parameters: columns }
}

/** Does a part at a time, and lets other requests have their turn in between: those that only read wait for no batch. */
async function inTurns<T>(items: readonly T[], perform: (item: T) => void): Promise<void> {
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
