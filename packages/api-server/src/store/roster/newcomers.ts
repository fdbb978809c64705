import type { Newcomer } from 'timesheets-sdk/model'
import type { Engine, Reader, Transaction } from '../engine.ts'
import type { NewcomerRow } from '../schema.ts'

/** The first sign-in of a person: when, and by which client. */
export interface SignIn {
  readonly userId: string
  readonly email: string | null
  readonly client: string
  /** Milliseconds since the epoch. */
  readonly atMs: number
}

/** Whether a person is in the roster, or among the newcomers. */
export async function isKnown(engine: Engine, reader: Reader, userId: string): Promise<boolean> {
  const key = [{ user_id: userId }]
  const [person] = await engine.findByKeys(reader, 'people', ['user_id'], key)
  if (person) return true
  const [newcomer] = await engine.findByKeys(reader, 'newcomers', ['user_id'], key)
  return newcomer !== undefined
}

/** Stores the sign-in, unless there is an earlier one. */
export async function putNewcomer(engine: Engine, transaction: Transaction, signIn: SignIn): Promise<void> {
  const { userId, email, client, atMs } = signIn
  const row = { user_id: userId, email, client, first_seen_at_ms: atMs }
  await engine.putRows(transaction, 'newcomers', [row], 'ignore')
}

/** Deletes a newcomer. Returns whether there was one. */
export async function deleteNewcomer(transaction: Transaction, userId: string): Promise<boolean> {
  const { numDeletedRows } = await transaction
    .deleteFrom('newcomers')
    .where('user_id', '=', userId)
    .executeTakeFirst()
  return numDeletedRows > 0n
}

/** Newcomers in the order of their `userId`, after one of them. */
export async function newcomersAfter(
  reader: Reader,
  after: string | undefined,
  limit: number,
): Promise<Newcomer[]> {
  // A person may have been added to the roster while the sign-in was recorded.
  let select = reader
    .selectFrom('newcomers')
    .leftJoin('people', 'people.user_id', 'newcomers.user_id')
    .selectAll('newcomers')
    .where('people.user_id', 'is', null)
  if (after !== undefined) select = select.where('newcomers.user_id', '>', after)
  const rows = await select.orderBy('newcomers.user_id').limit(limit).execute()
  return rows.map(newcomerFromRow)
}

function newcomerFromRow(row: NewcomerRow): Newcomer {
  return {
    userId: row.user_id,
    email: row.email,
    firstSeenAt: new Date(row.first_seen_at_ms).toISOString(),
    client: row.client,
  }
}
