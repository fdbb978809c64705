import type { Selectable } from 'kysely'
import type { Engine, Reader, Transaction } from './engine.ts'
import type { StoredEvent } from './events.ts'
import { lastSequence } from './listed-events.ts'
import type { WebhookRow } from './schema.ts'

/** A webhook as it is stored. */
export type StoredWebhook = Selectable<WebhookRow>

/** How many sequence numbers one look for events passes. */
const numbersInALook = 5_000

/** Webhooks by their id, so in the order in which they were made. */
export async function listWebhooks(
  reader: Reader,
  after: string | undefined,
  limit: number,
): Promise<StoredWebhook[]> {
  let select = reader.selectFrom('webhooks').selectAll()
  if (after !== undefined) select = select.where('id', '>', after)
  return select.orderBy('id').limit(limit).execute()
}

export async function findWebhook(reader: Reader, id: string): Promise<StoredWebhook | undefined> {
  return reader.selectFrom('webhooks').selectAll().where('id', '=', id).executeTakeFirst()
}

/** The webhook, locked until the end of the transaction. */
export async function lockWebhook(
  engine: Engine,
  transaction: Transaction,
  id: string,
): Promise<StoredWebhook | undefined> {
  const [row] = await engine.findByKeys(transaction, 'webhooks', ['id'], [{ id }], { lock: true })
  return row
}

/** Writes a new webhook. It is told of what is committed from here on. */
export async function insertWebhook(
  engine: Engine,
  transaction: Transaction,
  webhook: Omit<StoredWebhook, 'delivered_through'>,
): Promise<StoredWebhook> {
  const row = { ...webhook, delivered_through: await lastSequence(transaction, 0) }
  await engine.putRows(transaction, 'webhooks', [row], 'insert')
  return row
}

/** Changes a webhook that is locked. Whoever delivers for it finds out before the next delivery. */
export async function updateWebhook(
  transaction: Transaction,
  id: string,
  changes: Partial<Omit<StoredWebhook, 'id'>>,
): Promise<StoredWebhook> {
  return transaction
    .updateTable('webhooks')
    .set(changes)
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow()
}

export async function deleteWebhook(transaction: Transaction, id: string): Promise<void> {
  await transaction.deleteFrom('webhooks').where('id', '=', id).execute()
}

/** The webhooks that are active, with when each may be tried next; `null`: now. Leased ones are among them. */
export async function activeWebhooks(
  reader: Reader,
): Promise<Pick<StoredWebhook, 'id' | 'next_attempt_at_ms' | 'leased_until_ms'>[]> {
  return reader
    .selectFrom('webhooks')
    .select(['id', 'next_attempt_at_ms', 'leased_until_ms'])
    .where('status', '=', 'active')
    .orderBy('id')
    .execute()
}

/** Who delivers for a webhook, and until when it is theirs alone. */
export interface Lease {
  readonly holder: string
  readonly nowMs: number
  readonly untilMs: number
}

/** Takes a webhook that is due and nobody else's. `undefined`: it is not to be had. */
export async function leaseWebhook(
  transaction: Transaction,
  id: string,
  { holder, nowMs, untilMs }: Lease,
): Promise<StoredWebhook | undefined> {
  return transaction
    .updateTable('webhooks')
    .set({ leased_by: holder, leased_until_ms: untilMs })
    .where('id', '=', id)
    .where('status', '=', 'active')
    .where((is) => is.or([is('next_attempt_at_ms', 'is', null), is('next_attempt_at_ms', '<=', nowMs)]))
    .where((is) => is.or([is('leased_until_ms', 'is', null), is('leased_until_ms', '<=', nowMs)]))
    .returningAll()
    .executeTakeFirst()
}

/** The webhook as it is now, if it is still the holder's. */
export async function findLeasedWebhook(
  reader: Reader,
  id: string,
  holder: string,
): Promise<StoredWebhook | undefined> {
  return reader
    .selectFrom('webhooks')
    .selectAll()
    .where('id', '=', id)
    .where('leased_by', '=', holder)
    .where('status', '=', 'active')
    .executeTakeFirst()
}

/** Notes how far a webhook was delivered. That never goes back, whoever holds it by now. */
export async function noteDelivered(transaction: Transaction, id: string, through: number): Promise<void> {
  await transaction
    .updateTable('webhooks')
    .set({ delivered_through: through })
    .where('id', '=', id)
    .where('delivered_through', '<', through)
    .execute()
}

/** Changes a webhook where it is still the holder's. */
export async function updateLeasedWebhook(
  transaction: Transaction,
  id: string,
  holder: string,
  changes: Partial<Omit<StoredWebhook, 'id'>>,
): Promise<void> {
  await transaction
    .updateTable('webhooks')
    .set(changes)
    .where('id', '=', id)
    .where('leased_by', '=', holder)
    .execute()
}

/** Marks a webhook as failing, if it is still the holder's, and nobody has paused it meanwhile. */
export async function giveWebhookUp(transaction: Transaction, id: string, holder: string): Promise<void> {
  await transaction
    .updateTable('webhooks')
    .set({ status: 'failing' })
    .where('id', '=', id)
    .where('leased_by', '=', holder)
    .where('status', '=', 'active')
    .execute()
}

/** At most `limit` events with one of these actions after a sequence number, and the number that was looked through to. */
export async function eventsToDeliver(
  reader: Reader,
  actions: readonly string[],
  after: number,
  limit: number,
): Promise<{ readonly events: StoredEvent[]; readonly through: number; readonly isEnd: boolean }> {
  const last = await lastSequence(reader, after)
  const end = Math.min(last, after + numbersInALook)
  if (end <= after) return { events: [], through: after, isEnd: true }
  const events = await reader
    .selectFrom('events')
    .selectAll()
    .where('sequence', '>', after)
    .where('sequence', '<=', end)
    .where('action', 'in', actions)
    .orderBy('sequence')
    .limit(limit)
    .execute()
  const isFull = events.length === limit
  return { events, through: isFull ? (events.at(-1)?.sequence ?? after) : end, isEnd: !isFull && end >= last }
}
