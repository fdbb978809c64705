import { createRequire } from 'node:module'
import { join } from 'node:path'
import type { RawEngine, RawOptions } from './engine.ts'
import type { RawRow } from './rows.ts'

/** The part of better-sqlite3 used here; this package has no types for it. */
interface Connection {
  pragma(statement: string): unknown
  prepare(sql: string): {
    run(values: readonly unknown[]): unknown
    pluck(): { get(value?: unknown): unknown }
  }
  transaction<Argument>(work: (argument: Argument) => void): (argument: Argument) => void
  close(): void
}

const Connection = createRequire(import.meta.url)('better-sqlite3') as new (path: string) => Connection

/** SQLite with the API's settings: prepared statements, `synchronous=FULL`. */
export function openRawSqlite(folder: string, { tables }: RawOptions): RawEngine {
  const connection = new Connection(join(folder, 'timesheets.sqlite'))
  connection.pragma('journal_mode = WAL')
  connection.pragma('synchronous = FULL')
  const statements = tables.map(({ name, columns }) => connection.prepare(insertSql(name, columns)))
  const insert = connection.transaction((rows: readonly RawRow[]) => {
    for (const [part, statement] of statements.entries()) {
      for (const row of rows) statement.run(row[part] ?? [])
    }
  })
  return {
    insert,
    async numbersOf(texts) {
      const add = connection.prepare('insert into names (text) values (?) on conflict do nothing')
      const find = connection.prepare('select id from names where text = ?').pluck()
      return new Map(
        texts.map((text) => {
          add.run([text])
          return [text, Number(find.get(text))]
        }),
      )
    },
    close: () => connection.close(),
  }
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
