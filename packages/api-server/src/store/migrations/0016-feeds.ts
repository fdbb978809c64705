import type { Kysely } from 'kysely'
import type { EngineName } from '../engine.ts'
import { columnTypes } from './column-types.ts'

/** The calendar feeds of people, each with a digest of its secret. */
export function feeds(engine: EngineName) {
  const { text, milliseconds } = columnTypes(engine)

  return {
    async up(db: Kysely<unknown>): Promise<void> {
      await db.schema
        .createTable('feeds')
        .addColumn('user_id', text, (column) => column.primaryKey().notNull())
        .addColumn('digest', text, (column) => column.notNull().unique())
        .addColumn('created_at_ms', milliseconds, (column) => column.notNull())
        .addColumn('created_by', text, (column) => column.notNull())
        .execute()
    },
  }
}
