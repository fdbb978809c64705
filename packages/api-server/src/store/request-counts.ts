import { hash } from 'node:crypto'
import { CompiledQuery } from 'kysely'
import type { SharedCounts } from '../shared-counts.ts'
import type { Engine } from './engine.ts'

// In the order of the keys, so that two processes cannot block each other.
const addSql = `insert into request_counts as stored (window_start_ms, key, count)
  select $1::bigint, given.key, given.count
  from json_to_recordset($2::json) as given(key text, count integer) order by given.key collate "C"
  on conflict (window_start_ms, key) do update set count = stored.count + excluded.count
  returning key, count`
const pruneSql = 'delete from request_counts where window_start_ms < $1'

interface Row {
  readonly key: string
  readonly count: number
}

/** Counts requests in a PostgreSQL database. It stores digests of the keys, and deletes earlier windows. */
export function storedCounts(engine: Engine): SharedCounts {
  let prunedBeforeMs = 0

  return {
    add: (windowStartMs, counts) => {
      const keys = new Map([...counts.keys()].map((key) => [hash('sha256', key), key]))
      const given = [...keys].map(([digest, key]) => ({ key: digest, count: counts.get(key) }))
      return engine.transaction(async (transaction) => {
        const parameters = [windowStartMs, JSON.stringify(given)]
        const { rows } = await transaction.executeQuery<Row>(CompiledQuery.raw(addSql, parameters))
        if (prunedBeforeMs < windowStartMs) {
          prunedBeforeMs = windowStartMs
          // Not the window before: the clock of another process may be behind.
          await transaction.executeQuery(CompiledQuery.raw(pruneSql, [windowStartMs - 120_000]))
        }
        return new Map(rows.map(({ key, count }) => [keys.get(key) ?? '', count]))
      })
    },
  }
}
