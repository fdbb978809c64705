import { v7 as uuidv7 } from 'uuid'
import type { DeliveryRecord } from '../store/events/webhook-deliveries.ts'
import type { Attempt, Endpoint, Message, WebhookSender } from './send.ts'

/** An attempt, and its record for the history of the webhook. */
export interface RecordedAttempt {
  readonly attempt: Attempt
  readonly record: DeliveryRecord
}

interface RecordedSendOptions extends Pick<DeliveryRecord, 'sequence' | 'type'> {
  /** The number of the attempt. */
  readonly attempt: number
  /** Milliseconds since the epoch. */
  readonly now: () => number
  readonly signal?: AbortSignal
}

/** Makes one attempt. Only rejects if `signal` aborts, with its reason. */
export async function recordedSend(
  sender: WebhookSender,
  endpoint: Endpoint,
  message: Message,
  { sequence, type, attempt: number, now, signal }: RecordedSendOptions,
): Promise<RecordedAttempt> {
  const atMs = now()
  const startedAtMs = performance.now()
  const attempt = await sender.send(endpoint, message, signal)
  const durationMs = Math.round(performance.now() - startedAtMs)
  const record = {
    id: uuidv7(),
    atMs,
    sequence,
    type,
    messageId: message.id,
    attempt: number,
    status: attempt.status,
    failure: attempt.delivered ? null : attempt.failure,
    durationMs,
    nextAttemptAtMs: null,
  }
  return { attempt, record }
}
