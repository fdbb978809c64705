import type { Kysely } from 'kysely'
import type { EngineName } from '../engine.ts'
import { columnTypes } from './column-types.ts'

/** The closings of months, and the lines that each of them contains, for good. */
export function periods(engine: EngineName) {
  const { text, date, milliseconds } = columnTypes(engine)

  return {
    async up(db: Kysely<unknown>): Promise<void> {
      await db.schema
        .createTable('period_closings')
        .addColumn('period', text, (column) => column.notNull())
        .addColumn('version', 'integer', (column) => column.notNull())
        .addColumn('closed_at_ms', milliseconds, (column) => column.notNull())
        .addColumn('closed_by', text, (column) => column.notNull())
        .addColumn('reason', text)
        .addColumn('digest', text, (column) => column.notNull())
        .addColumn('columns', text, (column) => column.notNull())
        .addColumn('lines', milliseconds, (column) => column.notNull())
        .addColumn('people', milliseconds, (column) => column.notNull())
        .addColumn('entries', milliseconds, (column) => column.notNull())
        .addColumn('minutes', milliseconds, (column) => column.notNull())
        .addColumn('billable_minutes', milliseconds, (column) => column.notNull())
        .addColumn('late_minutes', milliseconds, (column) => column.notNull())
        .addColumn('locked_through_before', date)
        .addColumn('reopened_at_ms', milliseconds)
        .addColumn('reopened_by', text)
        .addColumn('reopen_reason', text)
        .addPrimaryKeyConstraint('period_closings_pkey', ['period', 'version'])
        .execute()

      await db.schema
        .createTable('period_lines')
        .addColumn('period', text, (column) => column.notNull())
        .addColumn('version', 'integer', (column) => column.notNull())
        .addColumn('user_id', text, (column) => column.notNull())
        .addColumn('date', date, (column) => column.notNull())
        .addColumn('project', text, (column) => column.notNull())
        .addColumn('billable', 'integer', (column) => column.notNull())
        .addColumn('name', text, (column) => column.notNull())
        .addColumn('kind', text, (column) => column.notNull())
        .addColumn('client', text, (column) => column.notNull())
        .addColumn('minutes', 'integer', (column) => column.notNull())
        .addColumn('entries', 'integer', (column) => column.notNull())
        .addPrimaryKeyConstraint('period_lines_pkey', [
          'period',
          'version',
          'user_id',
          'date',
          'project',
          'billable',
        ])
        .execute()
      await db.schema
        .createIndex('period_lines_by_day')
        .on('period_lines')
        .columns(['user_id', 'date', 'project', 'billable'])
        .execute()
    },
  }
}
