import { createRequire } from 'node:module'
import type { RawEngine, RawOptions } from './engine.ts'
import type { RawTable, Value } from './rows.ts'

/** The part of pg used here; this package has no types for it. */
interface Session {
  query(query: string | { name: string; text: string; values: readonly unknown[] }): Promise<{
    readonly rows: readonly Readonly<Record<string, unknown>>[]
  }>
  release(): void
}
interface SessionPool {
  connect(): Promise<Session>
  end(): Promise<void>
}

const { Pool } = createRequire(import.meta.url)('pg') as {
  Pool: new (options: { connectionString: string; max: number }) => SessionPool
}

/** PostgreSQL with its default settings: multi-row inserts as prepared statements. */
export function openRawPostgres(url: string, { connections = 1, tables }: RawOptions): RawEngine {
  const pool = new Pool({ connectionString: url, max: connections })
  return {
    async insert(rows) {
      const session = await pool.connect()
      try {
        await session.query('begin')
        for (const [part, table] of tables.entries()) {
          await session.query(
            insertOf(
              table,
              rows.map((row) => row[part] ?? []),
            ),
          )
        }
        await session.query('commit')
      } finally {
        session.release()
      }
    },
    async numbersOf(texts) {
      const session = await pool.connect()
      try {
        const values = [texts]
        const insert = 'insert into names (text) select unnest($1::text[]) on conflict do nothing'
        await session.query({ name: 'insert names', text: insert, values })
        const text = 'select id, text from names where text = any($1::text[])'
        const { rows } = await session.query({ name: 'find names', text, values })
        return new Map(rows.map((row) => [String(row.text), Number(row.id)]))
      } finally {
        session.release()
      }
    },
    close: () => pool.end(),
  }
}

const texts = new Map<string, string>()

function insertOf({ name: table, columns }: RawTable, rows: readonly (readonly Value[])[]) {
  const name = `${table} ${rows.length}`
  let text = texts.get(name)
  if (text === undefined) {
    const places = rows.map(
      (_, row) => `(${columns.map((_, column) => `$${row * columns.length + column + 1}`).join(', ')})`,
    )
    const names = columns.map((column) => `"${column}"`).join(', ')
    text = `insert into ${table} (${names}) values ${places.join(', ')}`
    texts.set(name, text)
  }
  return { name, text, values: rows.flat() }
}
