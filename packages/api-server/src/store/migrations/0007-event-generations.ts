import type { Kysely } from 'kysely'
import type { EngineName } from '../engine.ts'
import { columnTypes } from './column-types.ts'

/** The generations of the event log: each starts with a restore from a backup, the first with the log. */
export function eventGenerations(engine: EngineName) {
  const { text, milliseconds } = columnTypes(engine)

  return {
    async up(db: Kysely<unknown>): Promise<void> {
      await db.schema
        .createTable('event_generations')
        .addColumn('generation', text, (column) => column.primaryKey().notNull())
        .addColumn('after_sequence', milliseconds, (column) => column.notNull())
        .addColumn('place', text)
        .addColumn('started_at_ms', milliseconds, (column) => column.notNull())
        .execute()
    },
  }
}
