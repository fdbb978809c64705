import type { Engine } from '../engine.ts'
import { type Changes, mostEvents, type PersonEvent } from '../events/changes.ts'
import { SharedQuestions } from '../shared-questions.ts'
import type { PostgresPipeline } from './postgres-pipeline.ts'

// A restarted server may have been restored from a backup before. The nulls of the index come last, and so
// first in this order.
const changes = `
  select
    extract(epoch from pg_postmaster_start_time()) as epoch,
    concat((select sequence from stored_events where person is null order by person desc, sequence desc limit 1),
      ' ', (select terms_from from people where people.user_id = given.user_id)) as company,
    (select json_agg(json_build_array(sequence, time_ms, week, former_week) order by sequence) from (
      select sequence, time_ms, week, former_week from stored_events
      where person = given.person and sequence >= coalesce(given.since, (
        select sequence from stored_events where person = given.person order by sequence desc limit 1))
      order by sequence limit ${mostEvents + 1}
    ) as about) as events
  from (
    select user_id, since, place, (select id from names where text = user_id) as person
    from unnest($1::text[], $2::bigint[]) with ordinality as asked (user_id, since, place)
    offset 0
  ) as given
  order by place`

interface Row extends Omit<Changes, 'events'> {
  readonly events: [number, number, string | null, string | null][] | null
}

/** {@link Engine.changesOf} on PostgreSQL, without Kysely: one statement for all who ask at the same time. */
export function postgresChanges(pipeline: PostgresPipeline): Engine['changesOf'] {
  const text = pipeline.register(changes)
  const questions = new SharedQuestions(
    async (asked: readonly { readonly userId: string; readonly since: number | undefined }[]) => {
      const values = [asked.map(({ userId }) => userId), asked.map(({ since }) => since ?? null)]
      return (await pipeline.read<Row>(text, values)).map(({ epoch, company, events }) => ({
        epoch,
        company,
        events: (events ?? []).map(
          ([sequence, timeMs, week, formerWeek]): PersonEvent => ({ sequence, timeMs, week, formerWeek }),
        ),
      }))
    },
  )
  return (userId, since) => questions.ask({ userId, since })
}
