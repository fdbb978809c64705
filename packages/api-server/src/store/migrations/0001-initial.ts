import { type Kysely, sql } from 'kysely'
import type { EngineName } from '../engine.ts'
import { columnTypes } from './column-types.ts'

/** Entries, weeks, the event log, the policy and idempotency keys. */
export function initial(engine: EngineName) {
  const { text, uuid, date, flag, milliseconds } = columnTypes(engine)
  const sequence =
    engine === 'postgres'
      ? sql`bigint generated always as identity primary key`
      : sql`integer primary key autoincrement`

  return {
    async up(db: Kysely<unknown>): Promise<void> {
      await db.schema
        .createTable('weeks')
        .addColumn('user_id', text, (column) => column.notNull())
        .addColumn('week', text, (column) => column.notNull())
        .addColumn('status', text, (column) => column.notNull())
        .addColumn('monday_minutes', 'integer', (column) => column.notNull())
        .addColumn('tuesday_minutes', 'integer', (column) => column.notNull())
        .addColumn('wednesday_minutes', 'integer', (column) => column.notNull())
        .addColumn('thursday_minutes', 'integer', (column) => column.notNull())
        .addColumn('friday_minutes', 'integer', (column) => column.notNull())
        .addColumn('saturday_minutes', 'integer', (column) => column.notNull())
        .addColumn('sunday_minutes', 'integer', (column) => column.notNull())
        .addColumn('billable_minutes', 'integer', (column) => column.notNull())
        .addColumn('submitted_at_ms', milliseconds)
        .addColumn('decided_at_ms', milliseconds)
        .addColumn('decided_by', text)
        .addColumn('reason', text)
        .addColumn('version', 'integer', (column) => column.notNull())
        .addPrimaryKeyConstraint('weeks_pkey', ['user_id', 'week'])
        .addCheckConstraint(
          'weeks_status_check',
          sql`status in ('open', 'submitted', 'approved', 'rejected')`,
        )
        .execute()

      await db.schema
        .createTable('entries')
        .addColumn('id', uuid, (column) => column.primaryKey().notNull())
        .addColumn('user_id', text, (column) => column.notNull())
        .addColumn('date', date, (column) => column.notNull())
        .addColumn('week', text, (column) => column.notNull())
        .addColumn('project', text, (column) => column.notNull())
        .addColumn('minutes', 'integer', (column) => column.notNull().check(sql`minutes > 0`))
        .addColumn('note', text)
        .addColumn('billable', flag, (column) => column.notNull())
        .addColumn('external_id', text)
        .addColumn('external_owner', text)
        .addColumn('source', text, (column) => column.notNull())
        .addColumn('created_at_ms', milliseconds, (column) => column.notNull())
        .addColumn('updated_at_ms', milliseconds, (column) => column.notNull())
        .addColumn('version', 'integer', (column) => column.notNull())
        .execute()
      await db.schema
        .createIndex('entries_by_person')
        .on('entries')
        .columns(['user_id', 'date', 'id'])
        .execute()
      await db.schema
        .createIndex('entries_by_external_id')
        .unique()
        .on('entries')
        .columns(['source', 'external_owner', 'external_id'])
        .where(sql.ref('external_id'), 'is not', null)
        .execute()

      await db.schema
        .createTable('events')
        .addColumn('sequence', sequence)
        .addColumn('time_ms', milliseconds, (column) => column.notNull())
        .addColumn('actor', text, (column) => column.notNull())
        .addColumn('client', text, (column) => column.notNull())
        .addColumn('action', text, (column) => column.notNull())
        .addColumn('subject_type', text, (column) => column.notNull())
        .addColumn('subject_id', text)
        .addColumn('user_id', text)
        .addColumn('week', text)
        .addColumn('before', text)
        .addColumn('after', text)
        .addColumn('reason', text)
        .execute()

      await db.schema
        .createTable('policy')
        .addColumn('id', 'integer', (column) => column.primaryKey().check(sql`id = 1`))
        .addColumn('policy', text, (column) => column.notNull())
        .execute()

      await db.schema
        .createTable('idempotency_keys')
        .addColumn('client', text, (column) => column.notNull())
        .addColumn('subject', text, (column) => column.notNull())
        .addColumn('operation', text, (column) => column.notNull())
        .addColumn('key', text, (column) => column.notNull())
        .addColumn('body_digest', text, (column) => column.notNull())
        .addColumn('answer', text, (column) => column.notNull())
        .addColumn('created_at_ms', milliseconds, (column) => column.notNull())
        .addPrimaryKeyConstraint('idempotency_keys_pkey', ['client', 'subject', 'operation', 'key'])
        .execute()
      await db.schema
        .createIndex('idempotency_keys_by_age')
        .on('idempotency_keys')
        .column('created_at_ms')
        .execute()
    },
  }
}
