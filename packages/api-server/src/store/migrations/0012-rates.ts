import { type Kysely, sql } from 'kysely'
import { earliestDate } from 'timesheets-sdk/model'
import type { EngineName } from '../engine.ts'
import { projectRateRows } from '../project-rates.ts'
import { columnTypes } from './column-types.ts'

/** Rates count from a day on: so far, those of a project counted on all days. */
export function rates(engine: EngineName) {
  const { text, date, milliseconds } = columnTypes(engine)

  return {
    async up(db: Kysely<unknown>): Promise<void> {
      await db.schema.alterTable('terms').addColumn('rate_group', text).execute()
      await db.schema
        .createTable('project_rates')
        .addColumn('project', text, (column) => column.notNull())
        .addColumn('people', text, (column) => column.notNull())
        .addColumn('from_date', date, (column) => column.notNull())
        .addColumn('until_date', date, (column) => column.notNull())
        .addColumn('currency', text, (column) => column.notNull())
        .addColumn('minor_units', milliseconds, (column) => column.notNull())
        .addPrimaryKeyConstraint('project_rates_pkey', ['project', 'people', 'from_date'])
        .execute()
      const { rows } = await sql<{ code: string; rates: string }>`
        select code, rates from projects where rates is not null
      `.execute(db)
      for (const { code, rates } of rows) {
        const history = [{ from: earliestDate, ...JSON.parse(rates) }]
        await sql`update projects set rates = ${JSON.stringify(history)} where code = ${code}`.execute(db)
        for (const row of projectRateRows(code, history)) {
          const dates = [row.from_date, row.until_date].map((day) =>
            engine === 'postgres' ? sql`${day}::date` : sql`${day}`,
          )
          await sql`
            insert into project_rates (project, people, from_date, until_date, currency, minor_units)
            values (${row.project}, ${row.people}, ${sql.join(dates)}, ${row.currency}, ${row.minor_units})
          `.execute(db)
        }
      }
    },
  }
}
