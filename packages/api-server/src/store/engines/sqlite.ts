import { statSync } from 'node:fs'
import { setImmediate, setTimeout } from 'node:timers/promises'
import { Kysely, type Selectable, SqliteDialect } from 'kysely'
import { codeOf } from '../../error-code.ts'
import { ConflictError, DatabaseUnavailableError, type Engine, type PutMode } from '../engine.ts'
import { migrate } from '../migrate.ts'
import { NameTable } from '../names.ts'
import type { Database, TableName } from '../schema.ts'
import { type TableShape, tableShapes } from '../table-shapes.ts'
import { onConflict, quoted, selectList } from './sql.ts'
import { sqliteChanges } from './sqlite-changes.ts'
import {
  busyTimeoutMs,
  fileGuard,
  openConnections,
  type SqliteConnections,
  transacting,
} from './sqlite-connections.ts'
import { SqliteReads } from './sqlite-reads.ts'

// How long a transaction waits for another process that writes to the same file. SQLite's own waiting would
// block this process, so it is short, and the rest of the wait happens outside.
const writerPatienceMs = 5_000
// One or two milliseconds of work.
const itemsInTurn = 100

/** Opens the SQLite database in `dataDir`, and creates it if it is missing. */
export function openSqlite(dataDir: string): Engine {
  const connections = opened(dataDir)
  const { writer } = connections
  const checkFile = fileGuard(writer.path)
  const reads = new SqliteReads(connections)
  const reading = new Kysely<Database>({ dialect: new SqliteDialect({ database: reads }) })
  const writing = new Kysely<Database>({
    dialect: new SqliteDialect({
      database: transacting(writer, () => {
        checkFile()
        reads.endSnapshot()
      }),
    }),
  })
  const changesSince = sqliteChanges(reads, connections)
  const inWriterTurns = takingTurns()

  return {
    name: 'sqlite',
    reader: reading,
    names: new NameTable('sqlite', reading),
    // A transaction is the only writer from its first statement on.
    readsRaceWithWriters: false,

    transaction: (work) => whenFree(() => writing.transaction().execute(work)),

    readTogether: (work) => reads.inOneSnapshot(() => work(reading)),

    async putRows(_transaction, table, rows, mode) {
      if (rows.length === 0) return
      const { sql, parameters } = putStatement(table, mode)
      const statement = writer.prepare(sql)
      await inWriterTurns(rows, (row) => statement.run(valuesOf(row, parameters)))
    },

    // Rows are written immediately.
    async flush() {},

    async findByKeys(from, table, columns, keys) {
      const [connection, inTurns] = from === reading ? [reads, inParts] : [writer, inWriterTurns]
      const where = columns.map((column) => `${quoted(column)} = ${parameterOf(table, column)}`).join(' and ')
      const list = selectList('sqlite', table)
      const sql = `select ${list} from ${quoted(table)} where ${where}`
      const found: Selectable<Database[typeof table]>[] = []
      await inTurns(keys, (key) => {
        for (const row of connection.prepare(sql).all(valuesOf(key, columns)))
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
        checkFile()
        reads.prepare('select 1 from policy').get()
      } catch (error) {
        throw translated(error)
      }
    },

    // Every statement is cached.
    prepared: (sql) => sql,

    changesSince: (sequence) => reads.inOneSnapshot(() => changesSince(sequence)),

    figures: () => ({ walBytes: statSync(`${writer.path}-wal`, { throwIfNoEntry: false })?.size ?? 0 }),

    // Nothing waits for long: this process does the work itself.
    abandon() {},

    async close() {
      await reading.destroy()
      await writing.destroy()
      // Kysely closes what it has used.
      for (const connection of Object.values(connections)) connection.close()
    },
  }
}

function opened(dataDir: string): SqliteConnections {
  try {
    return openConnections(dataDir)
  } catch (error) {
    // better-sqlite3 gives no code where the folder is a link that leads nowhere.
    throw error instanceof TypeError ? unusable(error) : translated(error)
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
    return unusable(error)
  }
  return error
}

function unusable(error: unknown): DatabaseUnavailableError {
  const reason = error instanceof Error ? error.message : codeOf(error)
  return new DatabaseUnavailableError(`the SQLite database can't be used: ${reason}`, { cause: error })
}
