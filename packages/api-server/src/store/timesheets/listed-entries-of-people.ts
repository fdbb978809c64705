import { sql } from 'kysely'
import type { Engine } from '../engine.ts'
import { type EntryQuery, type ListedEntry, listEntries, selectEntries } from './listed-entries.ts'

/** Entries of people, in the order of `userIds`, then by date and id. Each person is a range of the index. */
export async function listEntriesOfPeople(
  engine: Engine,
  userIds: readonly string[],
  query: Omit<EntryQuery, 'userId'>,
  limit: number,
): Promise<ListedEntry[]> {
  if (engine.name === 'postgres' && userIds.length > 1) return inOneStatement(engine, userIds, query, limit)
  const found: ListedEntry[] = []
  for (const userId of userIds) {
    if (found.length >= limit) break
    found.push(...(await listEntries(engine, { ...query, userId }, undefined, limit - found.length)))
  }
  return found
}

/** For PostgreSQL, where each statement is a round trip. `offset 0` makes it use the index. */
async function inOneStatement(
  { reader }: Engine,
  userIds: readonly string[],
  query: Omit<EntryQuery, 'userId'>,
  limit: number,
): Promise<ListedEntry[]> {
  const ofPerson = selectEntries(reader, query, sql.ref('person.user_id'), undefined, limit).offset(0)
  const { rows } = await sql<{ readonly entries: ListedEntry[] | null }>`
    select json_agg(listed order by listed.place, listed.date, listed.id) as entries from (
      select person.place, found.*
      from json_array_elements_text(${JSON.stringify(userIds)}::json) with ordinality as person (user_id, place)
      cross join lateral (${ofPerson}) as found
      order by person.place, found.date, found.id
      limit ${limit}
    ) as listed`.execute(reader)
  return rows[0]?.entries ?? []
}
