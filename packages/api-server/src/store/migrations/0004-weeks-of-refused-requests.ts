import type { Kysely } from 'kysely'
import { earliestWeek, latestWeek } from 'timesheets-sdk/model'

interface Before {
  weeks: { version: number }
  reminders: { week: string }
}

/**
 * Removes rows that rejected requests left behind. A rejected action inserted its week, and a week in a year
 * without dates in PostgreSQL made every list of weeks fail. Nothing was ever written to a week of version 0:
 * without its row it is the same open and empty week.
 */
export function weeksOfRefusedRequests() {
  return {
    async up(db: Kysely<unknown>): Promise<void> {
      const store = db as Kysely<Before>
      await store.deleteFrom('weeks').where('version', '=', 0).execute()
      await store
        .deleteFrom('reminders')
        .where((is) => is.or([is('week', '<', earliestWeek), is('week', '>', latestWeek)]))
        .execute()
    },
  }
}
