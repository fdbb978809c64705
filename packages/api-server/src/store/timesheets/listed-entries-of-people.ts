import { sql } from 'kysely'
import type { Engine } from '../engine.ts'
import { entriesOfJoined, joinedEntries } from './joined-entries.ts'
import { type EntryQuery, listEntries, selectEntries } from './listed-entries.ts'
import { type ListedEntry, withTexts } from './numbered-entries.ts'

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
  { reader, names }: Engine,
  userIds: readonly string[],
  { project, ...query }: Omit<EntryQuery, 'userId'>,
  limit: number,
): Promise<ListedEntry[]> {
  const numberOf = await names.numbersOf(reader, project === undefined ? userIds : [...userIds, project])
  // Nobody without a number has entries.
  const people = userIds.flatMap((userId) => {
    const person = numberOf(userId)
    return person === undefined ? [] : [{ user_id: userId, person }]
  })
  const owner = { userId: sql.ref('given.user_id'), person: sql.ref('given.person') }
  const filters = { ...query, project: project === undefined ? undefined : (numberOf(project) ?? -1) }
  const ofPerson = selectEntries(reader, filters, owner, undefined, limit).offset(0)
  const { rows } = await sql<{ readonly entries: string | null }>`
    select ${sql.raw(joinedEntries('listed.place, listed.date, listed.id'))} as entries from (
      select given.place, found.*
      from rows from (
        json_to_recordset(${JSON.stringify(people)}::json) as (user_id text, person integer)
      ) with ordinality as given (user_id, person, place)
      cross join lateral (${ofPerson}) as found
      order by given.place, found.date, found.id
      limit ${limit}
    ) as listed`.execute(reader)
  return withTexts(names, reader, entriesOfJoined(rows[0]?.entries ?? null))
}
