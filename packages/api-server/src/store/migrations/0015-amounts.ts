import type { Kysely } from 'kysely'
import type { EngineName } from '../engine.ts'
import { columnTypes } from './column-types.ts'

/** The lines of closings have amounts. Those of closings of before never get any: their files stay. */
export function amounts(engine: EngineName) {
  const { text, milliseconds } = columnTypes(engine)

  return {
    async up(db: Kysely<unknown>): Promise<void> {
      // SQLite adds one column at a time.
      for (const name of ['rate_minor_units', 'amount_minor_units']) {
        await db.schema.alterTable('period_lines').addColumn(name, milliseconds).execute()
      }
      await db.schema.alterTable('period_lines').addColumn('currency', text).execute()
      await db.schema
        .alterTable('period_closings')
        .addColumn('amounts', text, (column) => column.notNull().defaultTo('[]'))
        .execute()
    },
  }
}
