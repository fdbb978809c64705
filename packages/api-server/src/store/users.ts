import { sql } from 'kysely'
import type { Reader } from './engine.ts'

/**
 * Who ever logged something, in the order of `userId`: from one on, or after one. Each is found by one step into the index of the
 * weeks, however many weeks they have.
 */
export async function usersAfter(
  reader: Reader,
  place: { readonly from?: string | undefined } | { readonly after: string },
  limit: number,
): Promise<string[]> {
  const begin =
    'after' in place
      ? sql`where user_id > ${place.after}`
      : place.from === undefined
        ? sql``
        : sql`where user_id >= ${place.from}`
  const { rows } = await sql<{ user_id: string }>`
    with recursive logged(user_id) as (
      select min(user_id) from weeks ${begin}
      union all
      select (select min(weeks.user_id) from weeks where weeks.user_id > logged.user_id)
      from logged where logged.user_id is not null
    )
    select user_id from logged where user_id is not null limit ${limit}`.execute(reader)
  return rows.map((row) => row.user_id)
}
