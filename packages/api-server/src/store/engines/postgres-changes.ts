import type { Engine } from '../engine.ts'
import { type Changes, type LoggedChange, mostChanges } from '../events/changes.ts'
import { SharedQuestions } from '../shared-questions.ts'
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
  readonly events: [number, number, string | null, string | null, string | null][] | null
}

/** {@link Engine.changesSince} on PostgreSQL, without Kysely: one statement for all who ask at the same time. */
export function postgresChanges(pipeline: PostgresPipeline): Engine['changesSince'] {
  const text = pipeline.register(changes)
  const questions = new SharedQuestions(async (asked: readonly (number | undefined)[]): Promise<Changes> => {
    const known = asked.filter((since) => since !== undefined)
    const since = known.length > 0 ? Math.min(...known) : null
    const [row] = await pipeline.read<Row>(text, [since])
    if (!row) throw new TypeError('one row is the result')
    return {
      epoch: row.epoch,
      events: (row.events ?? []).map(
        ([sequence, timeMs, userId, week, formerWeek]): LoggedChange => ({
          sequence,
          timeMs,
          userId,
          week,
          formerWeek,
        }),
      ),
    }
  })
  return (since) => questions.ask(since)
}
