import { hoursFromMinutes, type Person } from 'timesheets-sdk/model'
import type { Engine, Reader } from './engine.ts'
import type { PersonRow } from './schema.ts'

/** The manager of a person; `null`: none, or the person is not in the roster. */
export async function findManager(reader: Reader, userId: string): Promise<string | null> {
  const row = await reader
    .selectFrom('people')
    .select('manager_id')
    .where('user_id', '=', userId)
    .executeTakeFirst()
  return row?.manager_id ?? null
}

/** The managers of people; who is not in the roster is left out. */
export async function findManagers(
  engine: Engine,
  reader: Reader,
  userIds: readonly string[],
): Promise<Map<string, string | null>> {
  const keys = [...new Set(userIds)].map((userId) => ({ user_id: userId }))
  const rows = await engine.findByKeys(reader, 'people', ['user_id'], keys)
  return new Map(rows.map((row) => [row.user_id, row.manager_id]))
}

/** The people of the roster among these, by `userId`. */
export async function findPeople(
  engine: Engine,
  reader: Reader,
  userIds: readonly string[],
): Promise<Map<string, Person>> {
  const keys = [...new Set(userIds)].map((userId) => ({ user_id: userId }))
  const rows = await engine.findByKeys(reader, 'people', ['user_id'], keys)
  return new Map(rows.map((row) => [row.user_id, personFromRow(row)]))
}

export function personFromRow(row: PersonRow): Person {
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
