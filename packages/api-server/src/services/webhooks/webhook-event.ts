import type { EventRecord } from 'timesheets-sdk/model'
import { type Caller, eventBy } from 'timesheets-sdk/rules'
import type { StoredWebhook } from '../../store/webhooks.ts'

/** The event that tells how a webhook was made (`before` is null), changed or removed (`after` is null); never its secrets. */
export function webhookEvent(
  caller: Caller,
  nowMs: number,
  before: StoredWebhook | null,
  after: StoredWebhook | null,
): EventRecord {
  const id = (after ?? before)?.id
  if (id === undefined) throw new RangeError('an event is of a webhook')
  const isRotated = before !== null && after !== null && before.secret !== after.secret
  const secretChangedAt = new Date(nowMs).toISOString()
  return eventBy(caller, nowMs, {
    action: before === null ? 'webhook.added' : after === null ? 'webhook.removed' : 'webhook.updated',
    subject: { type: 'webhook', id },
    before: before && whatIsToldOf(before),
    after: after && { ...whatIsToldOf(after), ...(isRotated ? { secretChangedAt } : {}) },
  })
}

/** What the log tells of a webhook. */
export function whatIsToldOf({ url, events, description, status }: StoredWebhook) {
  return { url, events: JSON.parse(events), ...(description === null ? {} : { description }), status }
}
