import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import SqliteConnection from 'better-sqlite3'
import { Kysely, PostgresDialect } from 'kysely'
import { Migrator } from 'kysely/migration'
import { Pool } from 'pg'
import type { Entry, Event } from 'timesheets-sdk/model'
import { migrationsFor } from '../../src/store/migrate.ts'
import type { DatabaseLocation } from '../../src/store/open.ts'

const fixture = (name: string) =>
  gunzipSync(readFileSync(new URL(`../store/migrations/fixtures/${name}`, import.meta.url)))

/** The responses about the former store of the version that made it. */
export function formerResponses(): { readonly entries: Entry[]; readonly events: Event[] } {
  return JSON.parse(fixture('0015.json.gz').toString())
}

/**
 * Puts a store into an empty database that an earlier version made, through its migration 0015: entries that
 * were pushed, changed and deleted, weeks in every status, a closed month, and events of every kind.
 */
export async function restoreFormerStore(location: DatabaseLocation): Promise<void> {
  if ('dataDir' in location) {
    writeFileSync(join(location.dataDir, 'timesheets.sqlite'), fixture('0015.sqlite.gz'))
    return
  }
  const rowsOf = readFixture()
  const pool = new Pool({ connectionString: location.databaseUrl, max: 1 })
  const db = new Kysely<never>({ dialect: new PostgresDialect({ pool }) })
  const migrations = Object.entries(migrationsFor('postgres')).filter(([name]) => name < '0016')
  const { error } = await new Migrator({
    db,
    provider: { getMigrations: async () => Object.fromEntries(migrations) },
  }).migrateToLatest()
  if (error !== undefined) throw error
  for (const [table, rows] of Object.entries(rowsOf)) {
    await pool.query(`delete from ${table}`)
    await pool.query(
      `insert into ${table} overriding system value select * from json_populate_recordset(null::${table}, $1)`,
      [JSON.stringify(rows)],
    )
  }
  await pool.query("select setval(pg_get_serial_sequence('events', 'sequence'), max(sequence)) from events")
  // The place of this database, as that version names it.
  await pool.query(`update event_generations set place = (
    select system_identifier::text || '/' || oid || '/' || 'events'::regclass::oid
    from pg_control_system(), pg_database where datname = current_database())`)
  await db.destroy()
}

function readFixture(): Record<string, unknown[]> {
  const connection = new SqliteConnection(fixture('0015.sqlite.gz'))
  const tables = connection
    .prepare(
      "select name from sqlite_master where type = 'table' and name not like 'kysely%' and name not like 'sqlite%'",
    )
    .pluck()
    .all() as string[]
  const rows = tables.map((table) => [table, connection.prepare(`select * from ${table}`).all()])
  connection.close()
  return Object.fromEntries(rows)
}
