import type { Pool } from 'pg'
import type { Engine } from '../engine.ts'

// Equal snapshots see the same transactions. A restarted server may have been restored from a backup before.
const snapshot = {
  name: 'timesheets_change_mark',
  text: "select concat(pg_current_snapshot(), ' ', extract(epoch from pg_postmaster_start_time())) as mark",
}

/** The {@link Engine.changeMark} of PostgreSQL, without Kysely. */
export function postgresChangeMark(pool: Pool): Engine['changeMark'] {
  let isKept: Promise<boolean> | undefined
  return async () => {
    isKept ??= keepsMarks(pool).catch((error) => {
      isKept = undefined
      throw error
    })
    if (!(await isKept)) return undefined
    const { rows } = await pool.query<{ mark: string }>(snapshot)
    return rows[0]?.mark
  }
}

/** Whether it is PostgreSQL 13 or later: other servers with its protocol count transactions differently. */
async function keepsMarks(pool: Pool): Promise<boolean> {
  const { rows } = await pool.query<{ version: string }>('select version()')
  const major = /^PostgreSQL (\d+)(?:\.\d+|\w+)? /.exec(rows[0]?.version ?? '')?.[1]
  return Number(major) >= 13
}
