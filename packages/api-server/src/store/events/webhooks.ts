import { sql } from 'kysely'
import type { WebhookStatus } from 'timesheets-sdk/model'
import type { Engine, Reader, Transaction } from '../engine.ts'
import type { WebhookRow } from '../schema.ts'
import type { StoredEvent } from './events.ts'
import { lastSequence, numbersOf, selectEvents } from './listed-events.ts'

/** A stored webhook. Times are milliseconds since the epoch. */
export interface WebhookRecord {
  readonly id: string
  readonly url: string
  readonly events: readonly string[]
  readonly description: string | null
  readonly secret: string
  /** The previous secret, which also signs until `formerSecretUntilMs`. */
  readonly formerSecret: string | null
  readonly formerSecretUntilMs: number | null
  readonly status: WebhookStatus
  /** Events through this sequence number were delivered or not requested. */
  readonly deliveredThrough: number
  readonly failingEvent: number | null
  readonly failures: number
  readonly failingSinceMs: number | null
  readonly lastFailure: string | null
  readonly nextAttemptAtMs: number | null
  /** The process that delivers for it until `leasedUntilMs`. */
  readonly leasedBy: string | null
  readonly leasedUntilMs: number | null
  readonly createdAtMs: number
  readonly updatedAtMs: number
}

/** The members of a webhook that can change. */
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
  failingEvent: 'failing_event',
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

/** The columns for the given members. */
function columnsFor(changes: Partial<WebhookRecord>): Partial<WebhookRow> {
  const given = members.filter((member) => changes[member] !== undefined)
  const columns = Object.fromEntries(given.map((member) => [columnOf[member], changes[member]]))
  return changes.events === undefined ? columns : { ...columns, events: JSON.stringify(changes.events) }
}

/** How many sequence numbers one scan for events covers. */
const numbersPerScan = 5_000

/** Webhooks by id, which is the order of their creation. */
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

/** Inserts a webhook. It receives the events that are committed from now on. */
export async function insertWebhook(
  engine: Engine,
  transaction: Transaction,
  webhook: Omit<WebhookRecord, 'deliveredThrough'>,
): Promise<WebhookRecord> {
  const record = { ...webhook, deliveredThrough: await lastSequence(transaction, 0) }
  await engine.putRows(transaction, 'webhooks', [columnsFor(record) as WebhookRow], 'insert')
  return record
}

/** Changes a locked webhook. The process that delivers for it sees the change before the next delivery. */
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

export type ActiveWebhook = Pick<
  WebhookRecord,
  'id' | 'nextAttemptAtMs' | 'leasedUntilMs' | 'deliveredThrough' | 'failingSinceMs'
>

/** Longer than any lease and any delay: what is further ahead was stored while a clock was wrong. */
const longestWaitMs = 8 * 3_600_000

/** How long to wait for a stored time. */
export function waitMs(untilMs: number | null, nowMs: number): number {
  const ms = (untilMs ?? 0) - nowMs
  return ms > longestWaitMs ? 0 : Math.max(0, ms)
}

/** The active webhooks, with the time of the next attempt (`null`: now). Includes leased ones. */
export async function activeWebhooks(reader: Reader): Promise<ActiveWebhook[]> {
  const rows = await reader
    .selectFrom('webhooks')
    .select(['id', 'next_attempt_at_ms', 'leased_until_ms', 'delivered_through', 'failing_since_ms'])
    .where('status', '=', 'active')
    .orderBy('id')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    nextAttemptAtMs: row.next_attempt_at_ms,
    leasedUntilMs: row.leased_until_ms,
    deliveredThrough: row.delivered_through,
    failingSinceMs: row.failing_since_ms,
  }))
}

/** The exclusive right of a process to deliver for a webhook until some time. */
export interface Lease {
  readonly holder: string
  readonly nowMs: number
  readonly untilMs: number
}

/** Leases a webhook. `undefined`: not due, or leased by another process. */
export async function leaseWebhook(
  transaction: Transaction,
  id: string,
  { holder, nowMs, untilMs }: Lease,
): Promise<WebhookRecord | undefined> {
  const isPast = (column: 'next_attempt_at_ms' | 'leased_until_ms') =>
    sql<boolean>`(${sql.ref(column)} is null or ${sql.ref(column)} not between ${nowMs + 1} and ${nowMs + longestWaitMs})`
  const row = await transaction
    .updateTable('webhooks')
    .set({ leased_by: holder, leased_until_ms: untilMs })
    .where('id', '=', id)
    .where('status', '=', 'active')
    .where(isPast('next_attempt_at_ms'))
    .where(isPast('leased_until_ms'))
    .returningAll()
    .executeTakeFirst()
  return row && recordFrom(row)
}

/** The current state of a webhook, if the holder still leases it. */
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

/**
 * Records the last delivered event of a webhook, even if another process has the lease. The number never
 * decreases, and stays as it is after somebody has moved it back to before `from`, the last recorded one.
 */
export async function noteDelivered(
  transaction: Transaction,
  id: string,
  { from, through }: { readonly from: number; readonly through: number },
): Promise<void> {
  await transaction
    .updateTable('webhooks')
    .set({ delivered_through: through })
    .where('id', '=', id)
    .where('delivered_through', '>=', from)
    .where('delivered_through', '<', through)
    .execute()
}

/** Changes a webhook, if the holder still leases it. */
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

/** Marks a webhook as failing, if the holder still leases it and nobody has paused it. */
export async function markWebhookFailing(
  transaction: Transaction,
  id: string,
  holder: string,
): Promise<void> {
  await transaction
    .updateTable('webhooks')
    .set({ status: 'failing' })
    .where('id', '=', id)
    .where('leased_by', '=', holder)
    .where('status', '=', 'active')
    .execute()
}

/** At most `limit` events with one of these actions after a sequence number, and the end of the scan. */
export async function eventsToDeliver(
  engine: Pick<Engine, 'reader' | 'names'>,
  actions: readonly string[],
  after: number,
  limit: number,
): Promise<{ readonly events: StoredEvent[]; readonly through: number; readonly isEnd: boolean }> {
  const last = await lastSequence(engine.reader, after)
  const end = Math.min(last, after + numbersPerScan)
  if (end <= after) return { events: [], through: after, isEnd: true }
  const requested = sql`stored.action in ${numbersOf(actions)}`
  const events = await selectEvents(engine, after, end, [requested], limit)
  const isFull = events.length === limit
  return { events, through: isFull ? (events.at(-1)?.sequence ?? after) : end, isEnd: !isFull && end >= last }
}
