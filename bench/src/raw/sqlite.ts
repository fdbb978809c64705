import { createRequire } from 'node:module'
import { join } from 'node:path'
import type { RawEngine } from './engine.ts'
import { entryColumns, eventColumns, type RawRow } from './rows.ts'

/** The part of better-sqlite3 used here; this package has no types for it. */
interface Connection {
  pragma(statement: string): unknown
  prepare(sql: string): { run(values: readonly unknown[]): unknown; pluck(): { get(): unknown } }
  transaction<Argument>(work: (argument: Argument) => void): (argument: Argument) => void
  close(): void
}

const Connection = createRequire(import.meta.url)('better-sqlite3') as new (path: string) => Connection

/** SQLite with the API's settings: prepared statements, `synchronous=FULL`. */
export function openRawSqlite(folder: string): RawEngine {
  const connection = new Connection(join(folder, 'timesheets.sqlite'))
  connection.pragma('journal_mode = WAL')
  connection.pragma('synchronous = FULL')
  const insertEntry = connection.prepare(insertSql('entries', entryColumns))
  const insertEvent = connection.prepare(insertSql('events', eventColumns))
  const insert = connection.transaction((rows: readonly RawRow[]) => {
    for (const { entry } of rows) insertEntry.run(entry)
    for (const { event } of rows) insertEvent.run(event)
  })
  return { insert, close: () => connection.close() }
}

export function sqliteVersion(): string {
  const connection = new Connection(':memory:')
  try {
    return String(connection.prepare('select sqlite_version()').pluck().get())
  } finally {
    connection.close()
  }
}

function insertSql(table: string, columns: readonly string[]): string {
  const names = columns.map((column) => `"${column}"`).join(', ')
  return `insert into ${table} (${names}) values (${columns.map(() => '?').join(', ')})`
}
