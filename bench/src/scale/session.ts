import { createRequire } from 'node:module'
import { join } from 'node:path'
import type { DatabasePlace } from '../databases.ts'

/** One connection to a migrated database, for plain SQL statements. */
export interface Session {
  run(sql: string): Promise<void>
  rows(sql: string): Promise<Record<string, unknown>[]>
  close(): Promise<void>
}

/** The part of the drivers used here; this package has no types for them. */
interface SqliteConnection {
  exec(sql: string): unknown
  prepare(sql: string): { all(): Record<string, unknown>[] }
  close(): void
}
interface PostgresClient {
  connect(): Promise<void>
  query(sql: string): Promise<{ rows: Record<string, unknown>[] }>
  end(): Promise<void>
}

const require = createRequire(import.meta.url)

export function openSession(place: DatabasePlace): Promise<Session> {
  return place.engine === 'sqlite' ? openSqlite(place.folder) : openPostgres(place.url)
}

async function openSqlite(folder: string): Promise<Session> {
  const Connection = require('better-sqlite3') as new (path: string) => SqliteConnection
  const connection = new Connection(join(folder, 'timesheets.sqlite'))
  return {
    run: async (sql) => void connection.exec(sql),
    rows: async (sql) => connection.prepare(sql).all(),
    close: async () => connection.close(),
  }
}

async function openPostgres(connectionString: string): Promise<Session> {
  const { Client } = require('pg') as {
    Client: new (options: { connectionString: string }) => PostgresClient
  }
  const client = new Client({ connectionString })
  await client.connect()
  return {
    run: async (sql) => void (await client.query(sql)),
    rows: async (sql) => (await client.query(sql)).rows,
    close: () => client.end(),
  }
}
