import type { Webhook } from 'timesheets-sdk/model'
import type { StoredWebhook } from '../../store/webhooks.ts'

/** A webhook as it is answered, without its secrets. */
export function webhookFromRow(row: StoredWebhook): Webhook {
  return {
    id: row.id,
    url: row.url,
    events: JSON.parse(row.events),
    ...(row.description === null ? {} : { description: row.description }),
    status: row.status,
    deliveredThrough: row.delivered_through,
    failures: row.failures,
    lastFailure: row.last_failure,
    nextAttemptAt: row.next_attempt_at_ms === null ? null : new Date(row.next_attempt_at_ms).toISOString(),
    createdAt: new Date(row.created_at_ms).toISOString(),
    updatedAt: new Date(row.updated_at_ms).toISOString(),
  }
}
