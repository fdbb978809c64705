import type { DatabasePlace } from '../databases.ts'
import { openSession } from './session.ts'

/** PostgreSQL's own count of sequential scans of each table since the database was filled. */
export async function sequentialScans(place: DatabasePlace): Promise<string> {
  const session = await openSession(place)
  try {
    const rows = await session.rows(
      `select relname || ' ' || seq_scan as count from pg_stat_user_tables
        where relname in ('stored_entries', 'weeks', 'stored_events') order by relname`,
    )
    return `PostgreSQL counted whole reads of tables: ${rows.map(({ count }) => String(count)).join(', ')}.`
  } finally {
    await session.close()
  }
}
