import { sql } from 'kysely'
import type { Reader } from '../engine.ts'

/**
 * People who ever logged something, by `userId`, from one on or after one. Each is found with one index
 * lookup, for any number of weeks.
 */
export async function usersAfter(
  reader: Reader,
  place: { readonly from: string } | { readonly after: string },
  limit: number,
): Promise<string[]> {
  const begin = 'after' in place ? sql`user_id > ${place.after}` : sql`user_id >= ${place.from}`
  const { rows } = await sql<{ user_id: string }>`
    with recursive logged(user_id) as (
      select min(user_id) from weeks where ${begin}
      union all
      select (select min(weeks.user_id) from weeks where weeks.user_id > logged.user_id)
      from logged where logged.user_id is not null
    )
    select user_id from logged where user_id is not null limit ${limit}`.execute(reader)
  return rows.map((row) => row.user_id)
}

/**
 * The weeks of a range, both ends included, in which somebody logged something. Found like {@link
 * usersAfter}.
 */
export async function weeksBetween(reader: Reader, from: string, to: string): Promise<string[]> {
  const { rows } = await sql<{ week: string }>`
    with recursive logged(week) as (
      select min(week) from weeks where week >= ${from} and week <= ${to}
      union all
      select (select min(weeks.week) from weeks where weeks.week > logged.week and weeks.week <= ${to})
      from logged where logged.week is not null
    )
    select week from logged where week is not null`.execute(reader)
  return rows.map((row) => row.week)
}
