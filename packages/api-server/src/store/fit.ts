import { type Kysely, sql } from 'kysely'
import { type EngineName, UnfitDatabaseError } from './engine.ts'
import { tableShapes } from './table-shapes.ts'

const migrations = 'kysely_migration'
// Views now. A database that has them as tables and no migration belongs to another application.
const formerTables = ['entries', 'events']

/**
 * Checks before any change that the database can store every text, and belongs to this program, not to a
 * newer version of it.
 * @returns the migrations that it has
 * @param known the migrations of this version
 * @throws {UnfitDatabaseError}
 */
export async function checkFit(
  name: EngineName,
  db: Kysely<never>,
  known: ReadonlySet<string>,
): Promise<string[]> {
  if (name === 'postgres') {
    await checkEncoding(db)
    await currentSchema(db)
  }
  // The tables first: a process that is creating them commits its migrations together with them.
  const tables = await tablesOf(name, db)
  const executed = tables.includes(migrations)
    ? await namesOf(db, sql`select name from ${sql.table(migrations)}`)
    : []
  const later = executed.filter((migration) => !known.has(migration))
  if (later.length > 0 && executed.some((migration) => known.has(migration))) {
    throw new UnfitDatabaseError(
      `it was used by a newer version of this program, which changed it (${later[0]}): run that version, or restore a backup from before it`,
    )
  }
  const taken =
    executed.length === 0
      ? tables.filter((table) => table in tableShapes || formerTables.includes(table))
      : later
  if (taken.length > 0) {
    throw new UnfitDatabaseError(
      `it belongs to another application (it has ${taken[0]}): give this program a database of its own`,
    )
  }
  return executed
}

/** In another encoding a note with a sign that it lacks could not be stored. */
async function checkEncoding(db: Kysely<never>): Promise<void> {
  const [encoding = ''] = await namesOf(db, sql`select current_setting('server_encoding') as name`)
  if (encoding === 'UTF8') return
  throw new UnfitDatabaseError(
    `its encoding is ${encoding}, which cannot store every text: create a database with encoding 'UTF8' (template0)`,
  )
}

/** The schema of PostgreSQL that tables are created in. @throws {UnfitDatabaseError} if there is none */
export async function currentSchema(db: Kysely<never>): Promise<string> {
  const [schema] = await namesOf(db, sql`select current_schema() as name where current_schema() is not null`)
  if (schema !== undefined) return schema
  throw new UnfitDatabaseError(
    'none of the schemas of its search_path exists, or its role may not use them: create one, or correct the search_path',
  )
}

function tablesOf(name: EngineName, db: Kysely<never>): Promise<string[]> {
  return name === 'postgres'
    ? namesOf(db, sql`select tablename as name from pg_tables where schemaname = current_schema()`)
    : namesOf(db, sql`select name from sqlite_master where type = 'table'`)
}

async function namesOf(db: Kysely<never>, query: ReturnType<typeof sql>): Promise<string[]> {
  const { rows } = await query.execute(db)
  return (rows as readonly { readonly name: string }[]).map((row) => row.name)
}
