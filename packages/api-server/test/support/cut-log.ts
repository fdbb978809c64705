import { sql } from 'kysely'
import type { Engine } from '../../src/store/engine.ts'

/** Takes the event log back to what it was at `last`, as a restore from a backup of that time does. */
export async function cutLog(engine: Engine, last: number): Promise<void> {
  await engine.transaction(async (transaction) => {
    await transaction.deleteFrom('stored_events').where('sequence', '>', last).execute()
    if (engine.name === 'postgres') {
      await sql`select setval(pg_get_serial_sequence('stored_events', 'sequence'), ${last})`.execute(
        transaction,
      )
    } else {
      await sql`update sqlite_sequence set seq = ${last} where name = 'stored_events'`.execute(transaction)
    }
  })
}
