import type { Engine } from '../engine.ts'
import type { PostgresPipeline } from './postgres-pipeline.ts'

// Equal snapshots see the same transactions. A restarted server may have been restored from a backup before.
const snapshot =
  "select concat(pg_current_snapshot(), ' ', extract(epoch from pg_postmaster_start_time())) as mark"

/** The {@link Engine.changeMark} of PostgreSQL, without Kysely. */
export function postgresChangeMark(pipeline: PostgresPipeline): Engine['changeMark'] {
  const text = pipeline.register(snapshot)
  let isKept: Promise<boolean> | undefined
  return async () => {
    isKept ??= keepsMarks(pipeline).catch((error) => {
      isKept = undefined
      throw error
    })
    if (!(await isKept)) return undefined
    const [row] = await pipeline.read<{ mark: string }>(text)
    return row?.mark
  }
}

/** Whether it is PostgreSQL 13 or later: other servers with its protocol count transactions differently. */
async function keepsMarks(pipeline: PostgresPipeline): Promise<boolean> {
  const [row] = await pipeline.read<{ version: string }>('select version()')
  const major = /^PostgreSQL (\d+)(?:\.\d+|\w+)? /.exec(row?.version ?? '')?.[1]
  return Number(major) >= 13
}
