import type { WebhookStatus } from 'timesheets-sdk/model'
import type { Engine, Reader, Transaction } from '../engine.ts'
import type { WebhookRow } from '../schema.ts'
import type { StoredEvent } from './events.ts'
import { lastSequence } from './listed-events.ts'

/** A webhook as it is kept. Times are milliseconds since the epoch. */
export interface WebhookRecord {
  readonly id: string
  readonly url: string
  readonly events: readonly string[]
  readonly description: string | null
  readonly secret: string
  /** The secret before it was changed; signs, too, until `formerSecretUntilMs`. */
  readonly formerSecret: string | null
  readonly formerSecretUntilMs: number | null
  readonly status: WebhookStatus
  /** Events through this sequence number were delivered, or were not asked for. */
  readonly deliveredThrough: number
  readonly failures: number
  readonly failingSinceMs: number | null
  readonly lastFailure: string | null
  readonly nextAttemptAtMs: number | null
  /** The process that delivers for it, until `leasedUntilMs`. */
  readonly leasedBy: string | null
  readonly leasedUntilMs: number | null
  readonly createdAtMs: number
  readonly updatedAtMs: number
}

/** What can be changed of a webhook. */
export type WebhookChanges = Partial<Omit<WebhookRecord, 'id'>>

const columnOf: Readonly<Record<keyof WebhookRecord, keyof WebhookRow>> = {
  id: 'id',
  url: 'url',
  events: 'events',
  description: 'description',
  secret: 'secret',
  formerSecret: 'former_secret',
  formerSecretUntilMs: 'former_secret_until_ms',
  status: 'status',
  deliveredThrough: 'delivered_through',
  failures: 'failures',
  failingSinceMs: 'failing_since_ms',
  lastFailure: 'last_failure',
  nextAttemptAtMs: 'next_attempt_at_ms',
  leasedBy: 'leased_by',
  leasedUntilMs: 'leased_until_ms',
  createdAtMs: 'created_at_ms',
  updatedAtMs: 'updated_at_ms',
}
const members = Object.keys(columnOf) as (keyof WebhookRecord)[]

function recordFrom(row: WebhookRow): WebhookRecord {
  const values = members.map((member) => [member, row[columnOf[member]]])
  return { ...(Object.fromEntries(values) as WebhookRecord), events: JSON.parse(row.events) }
}

/** The columns that are written for members that are given. */
function columnsFor(changes: Partial<WebhookRecord>): Partial<WebhookRow> {
  const given = members.filter((member) => changes[member] !== undefined)
  const columns = Object.fromEntries(given.map((member) => [columnOf[member], changes[member]]))
  return changes.events === undefined ? columns : { ...columns, events: JSON.stringify(changes.events) }
}

/** How many sequence numbers one look for events passes. */
const numbersInALook = 5_000

/** Webhooks by their id, so in the order in which they were made. */
export async function listWebhooks(
  reader: Reader,
  after: string | undefined,
  limit: number,
): Promise<WebhookRecord[]> {
  let select = reader.selectFrom('webhooks').selectAll()
  if (after !== undefined) select = select.where('id', '>', after)
  return (await select.orderBy('id').limit(limit).execute()).map(recordFrom)
}

export async function findWebhook(reader: Reader, id: string): Promise<WebhookRecord | undefined> {
  const row = await reader.selectFrom('webhooks').selectAll().where('id', '=', id).executeTakeFirst()
  return row && recordFrom(row)
}

/** The webhook, locked until the end of the transaction. */
export async function lockWebhook(
  engine: Engine,
  transaction: Transaction,
  id: string,
): Promise<WebhookRecord | undefined> {
  const [row] = await engine.findByKeys(transaction, 'webhooks', ['id'], [{ id }], { lock: true })
  return row && recordFrom(row)
}

/** Writes a new webhook. It is told of what is committed from here on. */
export async function insertWebhook(
  engine: Engine,
  transaction: Transaction,
  webhook: Omit<WebhookRecord, 'deliveredThrough'>,
): Promise<WebhookRecord> {
  const record = { ...webhook, deliveredThrough: await lastSequence(transaction, 0) }
  await engine.putRows(transaction, 'webhooks', [columnsFor(record) as WebhookRow], 'insert')
  return record
}

/** Changes a webhook that is locked. Whoever delivers for it finds out before the next delivery. */
export async function updateWebhook(
  transaction: Transaction,
  id: string,
  changes: WebhookChanges,
): Promise<WebhookRecord> {
  const row = await transaction
    .updateTable('webhooks')
    .set(columnsFor(changes))
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow()
  return recordFrom(row)
}

export async function deleteWebhook(transaction: Transaction, id: string): Promise<void> {
  await transaction.deleteFrom('webhooks').where('id', '=', id).execute()
}

/** The webhooks that are active, with when each may be tried next; `null`: now. Leased ones are among them. */
export async function activeWebhooks(
  reader: Reader,
): Promise<Pick<WebhookRecord, 'id' | 'nextAttemptAtMs' | 'leasedUntilMs'>[]> {
  const rows = await reader
    .selectFrom('webhooks')
    .select(['id', 'next_attempt_at_ms', 'leased_until_ms'])
    .where('status', '=', 'active')
    .orderBy('id')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    nextAttemptAtMs: row.next_attempt_at_ms,
    leasedUntilMs: row.leased_until_ms,
  }))
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
): Promise<WebhookRecord | undefined> {
  const row = await transaction
    .updateTable('webhooks')
    .set({ leased_by: holder, leased_until_ms: untilMs })
    .where('id', '=', id)
    .where('status', '=', 'active')
    .where((is) => is.or([is('next_attempt_at_ms', 'is', null), is('next_attempt_at_ms', '<=', nowMs)]))
    .where((is) => is.or([is('leased_until_ms', 'is', null), is('leased_until_ms', '<=', nowMs)]))
    .returningAll()
    .executeTakeFirst()
  return row && recordFrom(row)
}

/** The webhook as it is now, if it is still the holder's. */
export async function findLeasedWebhook(
  reader: Reader,
  id: string,
  holder: string,
): Promise<WebhookRecord | undefined> {
  const row = await reader
    .selectFrom('webhooks')
    .selectAll()
    .where('id', '=', id)
    .where('leased_by', '=', holder)
    .where('status', '=', 'active')
    .executeTakeFirst()
  return row && recordFrom(row)
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
  changes: WebhookChanges,
): Promise<void> {
  await transaction
    .updateTable('webhooks')
    .set(columnsFor(changes))
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
