import type { Kysely } from 'kysely'
import type { EngineName } from '../engine.ts'
import { columnTypes } from './column-types.ts'

/** The last attempts to deliver to each webhook. */
export function webhookDeliveries(engine: EngineName) {
  const { text, uuid, milliseconds } = columnTypes(engine)

  return {
    async up(db: Kysely<unknown>): Promise<void> {
      await db.schema
        .createTable('webhook_deliveries')
        .addColumn('webhook_id', uuid, (column) => column.notNull())
        .addColumn('id', uuid, (column) => column.notNull())
        .addColumn('at_ms', milliseconds, (column) => column.notNull())
        .addColumn('event_sequence', milliseconds)
        .addColumn('type', text, (column) => column.notNull())
        .addColumn('message_id', text, (column) => column.notNull())
        .addColumn('attempt', 'integer', (column) => column.notNull())
        .addColumn('status', 'integer')
        .addColumn('failure', text)
        .addColumn('duration_ms', 'integer', (column) => column.notNull())
        .addColumn('next_attempt_at_ms', milliseconds)
        .addPrimaryKeyConstraint('webhook_deliveries_key', ['webhook_id', 'id'])
        .execute()
    },
  }
}
