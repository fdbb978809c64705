import type { Pool } from 'pg'
import type { Engine } from '../engine.ts'

// Two equal snapshots see the same transactions. A server that was started anew may have been set back before.
const snapshot = {
  name: 'timesheets_change_mark',
  text: "select concat(pg_current_snapshot(), ' ', extract(epoch from pg_postmaster_start_time())) as mark",
}

/** The {@link Engine.changeMark} of PostgreSQL, asked without Kysely. */
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

/** Whether it is PostgreSQL itself, from 13 on: others that speak its protocol count transactions in ways of their own. */
async function keepsMarks(pool: Pool): Promise<boolean> {
  const { rows } = await pool.query<{ version: string }>('select version()')
  const major = /^PostgreSQL (\d+)(?:\.\d+|\w+)? /.exec(rows[0]?.version ?? '')?.[1]
  return Number(major) >= 13
}
