import type { Engine, Reader } from './engine.ts'

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
