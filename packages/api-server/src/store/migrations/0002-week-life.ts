import { type Kysely, sql } from 'kysely'
import type { EngineName } from '../engine.ts'
import { columnTypes } from './column-types.ts'

/** The life of weeks, the roster with absences, projects, reminders and webhooks. */
export function weekLife(engine: EngineName) {
  const { text, uuid, date, flag, milliseconds } = columnTypes(engine)

  return {
    async up(db: Kysely<unknown>): Promise<void> {
      await db.schema.alterTable('weeks').addColumn('entries_changed_at_ms', milliseconds).execute()
      await db.schema.alterTable('weeks').addColumn('rejected_at_ms', milliseconds).execute()
      await db.schema
        .createIndex('weeks_by_status')
        .on('weeks')
        .columns(['status', 'week', 'user_id'])
        .execute()
      await db.schema.createIndex('weeks_by_week').on('weeks').columns(['week', 'user_id']).execute()
      // With the week in it, a week's history is found without reading the person's other events.
      await db.schema.alterTable('events').addColumn('former_week', text).execute()
      await db.schema
        .createIndex('events_by_former_week')
        .on('events')
        .columns(['user_id', 'former_week', 'sequence'])
        .where(sql.ref('former_week'), 'is not', null)
        .execute()
      await db.schema
        .createIndex('events_by_person')
        .on('events')
        .columns(['user_id', 'sequence', 'week'])
        .execute()

      await db.schema
        .createTable('people')
        .addColumn('user_id', text, (column) => column.primaryKey().notNull())
        .addColumn('name', text, (column) => column.notNull())
        .addColumn('email', text)
        .addColumn('kind', text, (column) => column.notNull().check(sql`kind in ('employee', 'contractor')`))
        .addColumn('manager_id', text)
        .addColumn('expected_minutes_per_week', 'integer', (column) => column.notNull())
        .addColumn('active_from', date, (column) => column.notNull())
        .addColumn('active_to', date)
        .addColumn('time_zone', text, (column) => column.notNull())
        .addColumn('updated_at_ms', milliseconds, (column) => column.notNull())
        .execute()
      await db.schema
        .createIndex('people_by_manager')
        .on('people')
        .columns(['manager_id', 'user_id'])
        .execute()

      await db.schema
        .createTable('absences')
        .addColumn('user_id', text, (column) => column.notNull())
        .addColumn('from_date', date, (column) => column.notNull())
        .addColumn('to_date', date, (column) => column.notNull())
        .addColumn('kind', text, (column) => column.notNull())
        .addColumn('note', text)
        .addPrimaryKeyConstraint('absences_pkey', ['user_id', 'from_date'])
        .execute()
      await db.schema
        .createIndex('absences_by_end')
        .on('absences')
        .columns(['to_date', 'from_date', 'user_id'])
        .execute()

      await db.schema
        .createTable('newcomers')
        .addColumn('user_id', text, (column) => column.primaryKey().notNull())
        .addColumn('email', text)
        .addColumn('client', text, (column) => column.notNull())
        .addColumn('first_seen_at_ms', milliseconds, (column) => column.notNull())
        .execute()

      await db.schema
        .createTable('projects')
        .addColumn('code', text, (column) => column.primaryKey().notNull())
        .addColumn('name', text, (column) => column.notNull())
        .addColumn('client', text)
        .addColumn('billable', flag, (column) => column.notNull())
        .addColumn('active_from', date)
        .addColumn('active_to', date)
        .addColumn('rates', text)
        .addColumn('updated_at_ms', milliseconds, (column) => column.notNull())
        .execute()

      await db.schema
        .createTable('reminders')
        .addColumn('user_id', text, (column) => column.notNull())
        .addColumn('week', text, (column) => column.notNull())
        .addColumn('channel', text, (column) => column.notNull())
        .addColumn('status', text, (column) => column.notNull())
        .addColumn('asked_by', text, (column) => column.notNull())
        .addColumn('request_key', text)
        .addColumn('claim_id', uuid, (column) => column.notNull())
        .addColumn('at_ms', milliseconds, (column) => column.notNull())
        .addPrimaryKeyConstraint('reminders_pkey', ['user_id', 'week'])
        .execute()

      await db.schema
        .createTable('webhooks')
        .addColumn('id', uuid, (column) => column.primaryKey().notNull())
        .addColumn('url', text, (column) => column.notNull())
        .addColumn('events', text, (column) => column.notNull())
        .addColumn('description', text)
        .addColumn('secret', text, (column) => column.notNull())
        .addColumn('former_secret', text)
        .addColumn('former_secret_until_ms', milliseconds)
        .addColumn('status', text, (column) => column.notNull())
        .addColumn('delivered_through', milliseconds, (column) => column.notNull())
        .addColumn('failures', 'integer', (column) => column.notNull())
        .addColumn('failing_since_ms', milliseconds)
        .addColumn('last_failure', text)
        .addColumn('next_attempt_at_ms', milliseconds)
        .addColumn('leased_by', text)
        .addColumn('leased_until_ms', milliseconds)
        .addColumn('created_at_ms', milliseconds, (column) => column.notNull())
        .addColumn('updated_at_ms', milliseconds, (column) => column.notNull())
        .execute()
    },
  }
}
