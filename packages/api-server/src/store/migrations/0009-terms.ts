import { type Kysely, sql } from 'kysely'
import { earliestDate } from 'timesheets-sdk/model'
import type { EngineName } from '../engine.ts'
import { columnTypes } from './column-types.ts'

/** After the last day that the API knows: the end of terms without a successor. */
export const endOfTerms = '9999-12-31'

/**
 * The history of the roster, and what is kept with a week from its submission on. The present terms of a
 * person count from the earliest day on: so far, reports summed all their hours by these.
 */
export function terms(engine: EngineName) {
  const { text, date, milliseconds } = columnTypes(engine)

  return {
    async up(db: Kysely<unknown>): Promise<void> {
      await db.schema
        .createTable('terms')
        .addColumn('user_id', text, (column) => column.notNull())
        .addColumn('from_date', date, (column) => column.notNull())
        .addColumn('until_date', date, (column) => column.notNull())
        .addColumn('name', text, (column) => column.notNull())
        .addColumn('kind', text, (column) => column.notNull())
        .addColumn('manager_id', text)
        .addColumn('expected_minutes_per_week', 'integer', (column) => column.notNull())
        .addColumn('weekday_minutes', text)
        .addColumn('time_zone', text, (column) => column.notNull())
        .addPrimaryKeyConstraint('terms_pkey', ['user_id', 'from_date'])
        .execute()
      await db.schema.createIndex('terms_by_start').on('terms').columns(['from_date', 'user_id']).execute()
      const [from, until] =
        engine === 'postgres'
          ? [sql`${earliestDate}::date`, sql`${endOfTerms}::date`]
          : [sql`${earliestDate}`, sql`${endOfTerms}`]
      await sql`
        insert into terms (user_id, from_date, until_date, name, kind, manager_id, expected_minutes_per_week, time_zone)
        select user_id, ${from}, ${until}, name, kind, manager_id, expected_minutes_per_week, time_zone from people
      `.execute(db)

      await db.schema.alterTable('people').addColumn('terms_from', date).execute()
      await sql`update people set terms_from = ${from}`.execute(db)

      const columns = [
        ['expected_minutes', 'integer'],
        ['kind', text],
        ['manager_id', text],
        ['entries_digest', text],
        ['corrected_at_ms', milliseconds],
      ] as const
      for (const [name, type] of columns) await db.schema.alterTable('weeks').addColumn(name, type).execute()
    },
  }
}
