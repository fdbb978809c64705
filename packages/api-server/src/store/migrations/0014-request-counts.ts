import { type Kysely, sql } from 'kysely'
import type { EngineName } from '../engine.ts'

/** The requests of callers in a window, for the rate limit of several processes. SQLite has one process. */
export function requestCounts(engine: EngineName) {
  return {
    async up(db: Kysely<unknown>): Promise<void> {
      if (engine !== 'postgres') return
      // Unlogged: a commit does not wait for the disk, and a crash only lets callers start a window again.
      await sql`
        create unlogged table request_counts (
          window_start_ms bigint not null,
          key text collate "C" not null,
          count integer not null,
          primary key (window_start_ms, key)
        )
      `.execute(db)
    },
  }
}
