import type { Engine } from '../engine.ts'
import { type Changes, type LoggedChange, mostChanges } from '../events/changes.ts'
import type { PostgresPipeline } from './postgres-pipeline.ts'

// A restarted server may have been restored from a backup before.
const changes = `
  select
    extract(epoch from pg_postmaster_start_time()) as epoch,
    (select json_agg(json_build_array(sequence, time_ms, user_id, week, former_week) order by sequence) from (
      select sequence, time_ms, (select text from names where id = person) as user_id, week, former_week
      from stored_events
      where sequence >= coalesce($1,
        (select sequence from stored_events where sequence > 0 order by sequence desc limit 1))
      order by sequence limit ${mostChanges + 1}
    ) as listed) as events`

interface Row extends Pick<Changes, 'epoch'> {
  readonly events: readonly ListedChange[] | null
}

type ListedChange = readonly [number, number, string | null, string | null, string | null]

/** {@link Engine.changesSince} on PostgreSQL, without Kysely. */
export function postgresChanges(pipeline: PostgresPipeline): Engine['changesSince'] {
  const text = pipeline.register(changes)
  return async (since) => {
    const [row] = await pipeline.read<Row>(text, [since ?? null])
    if (!row) throw new TypeError('the statement has one row')
    return { epoch: row.epoch, events: (row.events ?? []).map(changeOf) }
  }
}

function changeOf([sequence, timeMs, userId, week, formerWeek]: ListedChange): LoggedChange {
  return { sequence, timeMs, userId, week, formerWeek }
}
