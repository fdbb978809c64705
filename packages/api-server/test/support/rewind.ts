import { sql } from 'kysely'
import type { DatabaseLocation } from '../../src/store/open.ts'
import { openDatabase } from '../../src/store/open.ts'

/** Reverts migrations, newest first. Those that only change rows have nothing to revert. */
const undoing: readonly (readonly [name: string, statements: readonly string[]])[] = [
  ['0019-webhook-deliveries', ['drop table webhook_deliveries']],
  ['0018-budgets', ['alter table projects drop column budget_minutes']],
  [
    '0017-compact',
    [
      'create table former_entries as select * from entries',
      'create table former_events as select * from events',
      'drop view entries',
      'drop view events',
      'drop table stored_entries',
      'drop table stored_events',
      'drop table names',
      'alter table former_entries rename to entries',
      'alter table former_events rename to events',
    ],
  ],
  ['0016-feeds', ['drop table feeds']],
  [
    '0015-amounts',
    [
      ...['rate_minor_units', 'amount_minor_units', 'currency'].map(
        (column) => `alter table period_lines drop column ${column}`,
      ),
      'alter table period_closings drop column amounts',
    ],
  ],
  ['0014-request-counts', ['drop table if exists request_counts']],
  ['0013-holidays', ['alter table terms drop column holiday_calendar']],
  ['0012-rates', ['drop table project_rates', 'alter table terms drop column rate_group']],
  ['0011-dpop-proofs', ['drop table dpop_proofs']],
  ['0010-periods', ['drop table period_lines', 'drop table period_closings']],
  [
    '0009-terms',
    [
      'drop table terms',
      'alter table people drop column terms_from',
      ...['expected_minutes', 'kind', 'manager_id', 'entries_digest', 'corrected_at_ms'].map(
        (column) => `alter table weeks drop column ${column}`,
      ),
    ],
  ],
  ['0008-failing-events', ['alter table webhooks drop column failing_event']],
  ['0007-event-generations', ['drop table event_generations']],
  ['0006-webhooks-of-readers', []],
  ['0005-identities', ['drop table spellings', 'alter table weeks drop column submitted_by']],
  ['0004-weeks-of-refused-requests', []],
]

/** Makes a database one of before the migration `name`: opening it runs that one and the later ones again. */
export async function rewindBefore(name: string, location: DatabaseLocation): Promise<void> {
  const engine = await openDatabase(location)
  await engine.transaction(async (transaction) => {
    for (const [later, statements] of undoing) {
      if (later < name) break
      for (const statement of statements) await sql.raw(statement).execute(transaction)
      await sql`delete from kysely_migration where name = ${later}`.execute(transaction)
    }
  })
  await engine.close()
}
