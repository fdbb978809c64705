import { sql } from 'kysely'
import { hoursFromMinutes, type Person, type PersonKind, type Terms } from 'timesheets-sdk/model'
import { type ManagerId, personOn } from 'timesheets-sdk/rules'
import type { Engine, Reader, Transaction } from '../engine.ts'
import type { PersonRow } from '../schema.ts'
import { deleteTerms, putTerms, termsOf } from './terms.ts'

/**
 * The manager of a person; `null`: none, or not in the roster; `undefined`: no such person, neither in the
 * roster nor with any logged entry.
 */
export async function findManager(reader: Reader, userId: string): Promise<ManagerId> {
  const row = await reader
    .selectFrom('people')
    .select('manager_id')
    .where('user_id', '=', userId)
    .executeTakeFirst()
  if (row) return row.manager_id
  return (await loggedUserIds(reader, [userId])).has(userId) ? null : undefined
}

/** Like {@link findManager}, for many people. Unknown ids are omitted. */
export async function findManagers(
  engine: Engine,
  reader: Reader,
  userIds: readonly string[],
): Promise<Map<string, string | null>> {
  const keys = [...new Set(userIds)].map((userId) => ({ user_id: userId }))
  const rows = await engine.findByKeys(reader, 'people', ['user_id'], keys)
  const managers = new Map(rows.map((row) => [row.user_id, row.manager_id]))
  const outsideRoster = keys.map((key) => key.user_id).filter((userId) => !managers.has(userId))
  for (const userId of await loggedUserIds(reader, outsideRoster)) managers.set(userId, null)
  return managers
}

/** The people among these with a week that was written to; a week of version 0 only exists to be locked. */
async function loggedUserIds(reader: Reader, userIds: readonly string[]): Promise<ReadonlySet<string>> {
  if (userIds.length === 0) return new Set()
  const rows = await reader
    .selectFrom('weeks')
    .select('user_id')
    .distinct()
    .where('user_id', 'in', userIds)
    .where('version', '>', 0)
    .execute()
  return new Set(rows.map((row) => row.user_id))
}

/** The records of people among these, by `userId`, without their terms. */
export async function findRecords(
  engine: Engine,
  reader: Reader,
  userIds: readonly string[],
): Promise<Map<string, Person>> {
  const keys = [...new Set(userIds)].map((userId) => ({ user_id: userId }))
  const rows = await engine.findByKeys(reader, 'people', ['user_id'], keys)
  return new Map(rows.map((row) => [row.user_id, personFromRow(row)]))
}

/** The people of the roster among these, by `userId`, with their terms. */
export async function findPeople(
  engine: Engine,
  reader: Reader,
  userIds: readonly string[],
): Promise<Map<string, Person>> {
  const keys = [...new Set(userIds)].map((userId) => ({ user_id: userId }))
  const [rows, terms] = await Promise.all([
    engine.findByKeys(reader, 'people', ['user_id'], keys),
    termsOf(reader, userIds),
  ])
  return new Map(rows.map((row) => [row.user_id, personWithTerms(row, terms)]))
}

/** The person of the roster, or `undefined`. */
export async function findPerson(
  engine: Engine,
  reader: Reader,
  userId: string,
): Promise<Person | undefined> {
  return (await findPeople(engine, reader, [userId])).get(userId)
}

/** A person and the chain of managers above. */
export async function findManagersFrom(reader: Reader, userId: string): Promise<string[]> {
  const managers: string[] = []
  let next: ManagerId = userId
  while (next && !managers.includes(next)) {
    managers.push(next)
    next = await findManager(reader, next)
  }
  return managers
}

/** Writes a person and their terms. `update` if the person is in the roster, otherwise `insert`. */
export async function putPerson(
  engine: Engine,
  transaction: Transaction,
  person: Person,
  mode: 'insert' | 'update',
  today: string,
): Promise<void> {
  await engine.putRows(transaction, 'people', [rowFromPerson(person, today)], mode)
  await putTerms(engine, transaction, person.userId, person.terms ?? [])
}

export async function deletePerson(transaction: Transaction, userId: string): Promise<void> {
  await transaction.deleteFrom('people').where('user_id', '=', userId).execute()
  await deleteTerms(transaction, userId)
}

function rowFromPerson(person: Person, today: string): PersonRow {
  const { terms = [] } = person
  return {
    user_id: person.userId,
    name: person.name,
    email: person.email ?? null,
    kind: person.kind,
    manager_id: person.managerId ?? null,
    expected_minutes_per_week: Math.round(person.expectedHoursPerWeek * 60),
    active_from: person.activeFrom,
    active_to: person.activeTo ?? null,
    time_zone: person.timeZone,
    updated_at_ms: Date.parse(person.updatedAt),
    terms_from: (terms.findLast(({ from }) => from <= today) ?? terms[0])?.from ?? person.activeFrom,
  }
}

/** People by their rows, with their terms. */
async function withTerms(reader: Reader, rows: readonly PersonRow[]): Promise<Person[]> {
  const terms = await termsOf(
    reader,
    rows.map((row) => row.user_id),
  )
  return rows.map((row) => personWithTerms(row, terms))
}

function personWithTerms(row: PersonRow, terms: ReadonlyMap<string, Terms[]>): Person {
  const person = personFromRow(row)
  const own = terms.get(row.user_id)
  return own ? personOn({ ...person, terms: own }, row.terms_from) : person
}

function personFromRow(row: PersonRow): Person {
  return {
    userId: row.user_id,
    name: row.name,
    ...(row.email === null ? {} : { email: row.email }),
    kind: row.kind,
    ...(row.manager_id === null ? {} : { managerId: row.manager_id }),
    expectedHoursPerWeek: hoursFromMinutes(row.expected_minutes_per_week),
    activeFrom: row.active_from,
    ...(row.active_to === null ? {} : { activeTo: row.active_to }),
    timeZone: row.time_zone,
    updatedAt: new Date(row.updated_at_ms).toISOString(),
  }
}

/** Which people of the roster. */
export interface PeopleQuery {
  readonly kind?: PersonKind | undefined
  /** People of this manager; `null`: people without a manager. */
  readonly managerId?: string | null | undefined
  readonly activeOn?: string | undefined
  /**
   * Only people whom this approver sees: the approver, their people, and people without a manager. `null`:
   * all.
   */
  readonly seenBy: string | null
}

/** People in the order of their `userId`, after one of them. */
export async function peopleAfter(
  reader: Reader,
  { kind, managerId, activeOn, seenBy }: PeopleQuery,
  after: string | undefined,
  limit: number,
): Promise<Person[]> {
  let select = reader.selectFrom('people').selectAll()
  if (kind !== undefined) select = select.where('kind', '=', kind)
  if (managerId === null) select = select.where('manager_id', 'is', null)
  else if (managerId !== undefined) select = select.where('manager_id', '=', managerId)
  if (activeOn !== undefined) {
    select = select
      .where('active_from', '<=', activeOn)
      .where((is) => is.or([is('active_to', 'is', null), is('active_to', '>=', activeOn)]))
  }
  if (seenBy !== null) {
    select = select.where((is) =>
      is.or([is('manager_id', 'is', null), is('manager_id', '=', seenBy), is('user_id', '=', seenBy)]),
    )
  }
  if (after !== undefined) select = select.where('user_id', '>', after)
  return withTerms(reader, await select.orderBy('user_id').limit(limit).execute())
}

/**
 * People of the roster by `userId`, after one (`''`: from the start): all, or those whom a manager decides
 * for, which are their own people and people without a manager.
 */
export async function peopleDecidedFor(
  reader: Reader,
  whose: 'all' | { readonly managerId: string },
  after: string,
  limit: number,
): Promise<Person[]> {
  const select = () =>
    reader.selectFrom('people').selectAll().where('user_id', '>', after).orderBy('user_id').limit(limit)
  if (whose === 'all') return withTerms(reader, await select().execute())
  // Each half is a range of the index by manager; a query with "or" would use neither.
  const own = await select().where('manager_id', '=', whose.managerId).execute()
  const free = await select().where('manager_id', 'is', null).execute()
  const first = [...own, ...free].sort((a, b) => (comesBefore(a.user_id, b.user_id) ? -1 : 1)).slice(0, limit)
  return withTerms(reader, first)
}

/** The people of the roster, and all others who logged something in a range of weeks, by `userId`. */
export async function usersOfWeeks(
  reader: Reader,
  { from, to }: { readonly from: string; readonly to: string },
  place: { readonly from: string } | { readonly after: string },
  limit: number,
): Promise<string[]> {
  const begin = 'after' in place ? sql`user_id > ${place.after}` : sql`user_id >= ${place.from}`
  const { rows } = await sql<{ user_id: string }>`
    select user_id from people where ${begin}
    union
    select user_id from weeks where ${begin} and week >= ${from} and week <= ${to}
    order by user_id limit ${limit}`.execute(reader)
  return rows.map((row) => row.user_id)
}

/** Compares by bytes, as the databases do: JavaScript's order differs beyond U+FFFF. */
function comesBefore(a: string, b: string): boolean {
  return Buffer.compare(Buffer.from(a), Buffer.from(b)) < 0
}

/** The stored spelling of each address that differs from the spelling used now. */
export async function readSpellings(reader: Reader): Promise<ReadonlyMap<string, string>> {
  const rows = await reader.selectFrom('spellings').selectAll().execute()
  return new Map(rows.map(({ address, user_id }) => [address, user_id]))
}
