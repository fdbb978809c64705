import { sql } from 'kysely'
import type { Engine } from '../../src/store/engine.ts'
import { isPostgres, selectList } from '../../src/store/engines/sql.ts'
import type { TableName } from '../../src/store/schema.ts'
import { tableShapes } from '../../src/store/table-shapes.ts'

/** Every row of every table, in a fixed order: equal before and after means that nothing was written. */
export async function dumpOf({ reader }: Pick<Engine, 'reader'>): Promise<Record<string, unknown[]>> {
  const dump: Record<string, unknown[]> = {}
  for (const table of Object.keys(tableShapes) as TableName[]) {
    const list = sql.raw(selectList(isPostgres(reader) ? 'postgres' : 'sqlite', table))
    const { rows } = await sql`select ${list} from ${sql.table(table)}`.execute(reader)
    dump[table] = rows.map((row) => JSON.stringify(row)).sort()
  }
  return dump
}

/**
 * As {@link dumpOf}, for tests that compare often: one statement of PostgreSQL returns a digest of each
 * table.
 */
export async function digestsOf({ reader }: Pick<Engine, 'reader'>): Promise<Record<string, unknown>> {
  if (!isPostgres(reader)) return dumpOf({ reader })
  const digests = Object.keys(tableShapes).map(
    (table) => sql`select ${table}::text as name,
      md5(string_agg(row::text, '' order by row::text)) as digest from ${sql.table(table)} as row`,
  )
  const { rows } = await sql<{ name: string; digest: string | null }>`
    ${sql.join(digests, sql` union all `)}`.execute(reader)
  return Object.fromEntries(rows.map(({ name, digest }) => [name, digest]))
}
