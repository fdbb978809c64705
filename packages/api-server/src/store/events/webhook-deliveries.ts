import { keptWebhookDeliveries } from 'timesheets-sdk/model'
import type { Engine, Reader, Transaction } from '../engine.ts'
import type { WebhookDeliveryRow } from '../schema.ts'
import { lockWebhook } from './webhooks.ts'

/** A stored attempt to deliver to a webhook. Times are milliseconds since the epoch. */
export interface DeliveryRecord {
  /** Increases with the attempts of a webhook. */
  readonly id: string
  readonly atMs: number
  /** The sequence number of the event; null: a test message. */
  readonly sequence: number | null
  readonly type: string
  readonly messageId: string
  readonly attempt: number
  readonly status: number | null
  /** Null: it was delivered. */
  readonly failure: string | null
  readonly durationMs: number
  readonly nextAttemptAtMs: number | null
}

/**
 * Adds attempts to the history of a webhook, which keeps the newest of each outcome. Nothing is added after
 * the webhook was removed.
 */
export async function addDeliveries(
  engine: Engine,
  transaction: Transaction,
  webhookId: string,
  records: readonly DeliveryRecord[],
): Promise<void> {
  // The lock keeps the webhook from being removed meanwhile, with a history that would stay.
  if (records.length === 0 || !(await lockWebhook(engine, transaction, webhookId))) return
  const rows = records.map((record) => rowFrom(webhookId, record))
  await engine.putRows(transaction, 'webhook_deliveries', rows, 'insert')
  for (const isFailed of new Set(records.map(({ failure }) => failure !== null))) {
    await deleteOldest(transaction, webhookId, isFailed)
  }
}

async function deleteOldest(transaction: Transaction, webhookId: string, isFailed: boolean): Promise<void> {
  const operator = isFailed ? 'is not' : 'is'
  await transaction
    .deleteFrom('webhook_deliveries')
    .where('webhook_id', '=', webhookId)
    .where('failure', operator, null)
    .where('id', '<=', (query) =>
      query
        .selectFrom('webhook_deliveries')
        .select('id')
        .where('webhook_id', '=', webhookId)
        .where('failure', operator, null)
        .orderBy('id', 'desc')
        .offset(keptWebhookDeliveries)
        .limit(1),
    )
    .execute()
}

/** The history of a webhook, newest first. */
export async function listDeliveries(
  reader: Reader,
  webhookId: string,
  before: string | undefined,
  limit: number,
): Promise<DeliveryRecord[]> {
  let select = reader.selectFrom('webhook_deliveries').selectAll().where('webhook_id', '=', webhookId)
  if (before !== undefined) select = select.where('id', '<', before)
  return (await select.orderBy('id', 'desc').limit(limit).execute()).map(recordFrom)
}

export async function deleteDeliveries(transaction: Transaction, webhookId: string): Promise<void> {
  await transaction.deleteFrom('webhook_deliveries').where('webhook_id', '=', webhookId).execute()
}

function rowFrom(webhookId: string, record: DeliveryRecord): WebhookDeliveryRow {
  const { id, type, attempt, status, failure } = record
  return {
    webhook_id: webhookId,
    id,
    at_ms: record.atMs,
    event_sequence: record.sequence,
    type,
    message_id: record.messageId,
    attempt,
    status,
    failure,
    duration_ms: record.durationMs,
    next_attempt_at_ms: record.nextAttemptAtMs,
  }
}

function recordFrom({ id, type, attempt, status, failure, ...row }: WebhookDeliveryRow): DeliveryRecord {
  return {
    id,
    atMs: row.at_ms,
    sequence: row.event_sequence,
    type,
    messageId: row.message_id,
    attempt,
    status,
    failure,
    durationMs: row.duration_ms,
    nextAttemptAtMs: row.next_attempt_at_ms,
  }
}
