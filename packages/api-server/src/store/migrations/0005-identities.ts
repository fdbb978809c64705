import { type Kysely, sql } from 'kysely'
import { foldAddress } from 'timesheets-sdk/model'
import type { EngineName } from '../engine.ts'
import { columnTypes } from './column-types.ts'

interface Before {
  people: { user_id: string; manager_id: string | null }
  weeks: { user_id: string }
}

interface After extends Before {
  spellings: { address: string; user_id: string }
}

/**
 * For people who are identified by an e-mail address: the `sub` that submitted a week, and the stored
 * spelling of each address that differs from the spelling used now.
 */
export function identities(engine: EngineName) {
  const { text } = columnTypes(engine)

  return {
    async up(db: Kysely<unknown>): Promise<void> {
      await db.schema.alterTable('weeks').addColumn('submitted_by', text).execute()
      // The log knows who submitted what. One pass over it, however many weeks there are.
      await sql`
        update weeks set submitted_by = latest.actor
        from (
          select events.user_id, events.week, events.actor
          from events
          join (
            select max(sequence) as sequence from events where action = 'week.submitted' group by user_id, week
          ) as submissions on submissions.sequence = events.sequence
        ) as latest
        where weeks.user_id = latest.user_id and weeks.week = latest.week and weeks.submitted_at_ms is not null
      `.execute(db)

      await db.schema
        .createTable('spellings')
        .addColumn('address', text, (column) => column.primaryKey().notNull())
        .addColumn('user_id', text, (column) => column.notNull())
        .execute()
      await keepSpellings(db as Kysely<After>)
    },
  }
}

/** The roster's spelling counts, of people before that of managers, else that of most weeks. */
async function keepSpellings(db: Kysely<After>): Promise<void> {
  const people = await db.selectFrom('people').select('user_id').where('user_id', 'like', '%@%').execute()
  const managers = await db
    .selectFrom('people')
    .select('manager_id as user_id')
    .distinct()
    .where('manager_id', 'like', '%@%')
    .$narrowType<{ user_id: string }>()
    .execute()
  const owners = await db
    .selectFrom('weeks')
    .select('user_id')
    .where('user_id', 'like', '%@%')
    .groupBy('user_id')
    .orderBy(({ fn }) => fn.countAll(), 'desc')
    .orderBy('user_id')
    .execute()
  const spellings = new Map<string, string>()
  for (const { user_id } of [...people, ...managers, ...owners]) {
    const address = foldAddress(user_id)
    if (!spellings.has(address)) spellings.set(address, user_id)
  }
  for (const [address, user_id] of spellings) {
    if (address !== user_id) await db.insertInto('spellings').values({ address, user_id }).execute()
  }
}
