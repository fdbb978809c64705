import { createRequire } from 'node:module'
import type { RawEngine } from './engine.ts'
import { entryColumns, eventColumns, type Value } from './rows.ts'

/** The part of pg used here; this package has no types for it. */
interface Session {
  query(query: string | { name: string; text: string; values: readonly unknown[] }): Promise<unknown>
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
export function openRawPostgres(url: string, connections = 1): RawEngine {
  const pool = new Pool({ connectionString: url, max: connections })
  return {
    async insert(rows) {
      const session = await pool.connect()
      try {
        await session.query('begin')
        await session.query(
          insertOf(
            'entries',
            entryColumns,
            rows.map(({ entry }) => entry),
          ),
        )
        await session.query(
          insertOf(
            'events',
            eventColumns,
            rows.map(({ event }) => event),
          ),
        )
        await session.query('commit')
      } finally {
        session.release()
      }
    },
    close: () => pool.end(),
  }
}

const texts = new Map<string, string>()

function insertOf(table: string, columns: readonly string[], rows: readonly (readonly Value[])[]) {
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
