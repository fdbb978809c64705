import type { EveryonesPosition, ListedEntryFilters } from 'timesheets-sdk/contract'
import { type Caller, dependsOnRoster, maySee, readsEveryone } from 'timesheets-sdk/rules'
import type { Engine } from '../../store/engine.ts'
import { findManagers } from '../../store/roster/people.ts'
import { type EntryQuery, listEntries } from '../../store/timesheets/listed-entries.ts'
import { listEntriesOfPeople } from '../../store/timesheets/listed-entries-of-people.ts'
import { usersAfter } from '../../store/timesheets/logged.ts'
import type { ListedEntry } from '../../store/timesheets/numbered-entries.ts'

/** How many people are checked at a time for whether the caller may see them. */
const peopleAtOnce = 200
/** The most people whose entries are read with one statement. */
const mostPeopleInSlice = 64

/**
 * Entries of all people whom the caller may see, by person, then date and id, after a position. Both
 * databases store them in this order, so that a page reads little more than its own entries. People are found
 * by the weeks in which they logged something, and {@link maySee} checks each, including the one in a cursor.
 */
export async function entriesOfEveryone(
  engine: Engine,
  caller: Caller,
  { userId: _, everyone: __, ...query }: ListedEntryFilters,
  after: EveryonesPosition | undefined,
  limit: number,
): Promise<ListedEntry[]> {
  const found: ListedEntry[] = []
  // One person may fill a page, or many may be needed: starts with one, and doubles until the page is full.
  let size = 1
  for await (const people of peopleFrom(engine, caller, after?.userId)) {
    let waiting = people
    if (after && waiting[0] === after.userId) {
      found.push(...(await listEntries(engine, { ...query, userId: after.userId }, after, limit)))
      waiting = waiting.slice(1)
    }
    while (waiting.length > 0 && found.length < limit) {
      const slice = waiting.slice(0, size)
      waiting = waiting.slice(size)
      found.push(
        ...(await listEntriesOfPeople(
          engine,
          slice,
          query satisfies Omit<EntryQuery, 'userId'>,
          limit - found.length,
        )),
      )
      size = Math.min(size * 2, mostPeopleInSlice)
    }
    if (found.length >= limit) break
    // SQLite never yields: this lets other requests run.
    await new Promise((resolve) => setImmediate(resolve))
  }
  return found
}

/** All people who ever logged something and whom the caller may see, by `userId`, starting with `first`. */
async function* peopleFrom(
  engine: Engine,
  caller: Caller,
  first: string | undefined,
): AsyncGenerator<string[]> {
  let place: { readonly from: string } | { readonly after: string } = { from: first ?? '' }
  for (;;) {
    const userIds = await usersAfter(engine.reader, place, peopleAtOnce)
    const readsAll = readsEveryone(caller)
    const asked = readsAll ? [] : userIds.filter((userId) => dependsOnRoster(caller, userId))
    const managers = asked.length === 0 ? undefined : await findManagers(engine, engine.reader, asked)
    yield userIds.filter(
      (userId) =>
        readsAll || maySee(caller, userId, dependsOnRoster(caller, userId) ? managers?.get(userId) : null),
    )
    const last = userIds.at(-1)
    if (last === undefined || userIds.length < peopleAtOnce) return
    place = { after: last }
  }
}
