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
