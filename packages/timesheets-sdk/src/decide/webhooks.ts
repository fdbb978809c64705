import type { EventRecord } from '../model/event.ts'
import { isSameContent } from '../model/same-content.ts'
import type { Webhook, WebhookPatch } from '../model/webhook.ts'
import type { Caller } from '../rules/access.ts'
import { eventBy } from '../rules/event-of-change.ts'
import { judgeWebhook } from '../rules/webhook-access.ts'
import { violationError } from './problem-error.ts'

/** @throws {ProblemError} `insufficient_scope` if the caller may not choose where everyone's events go */
export function checkWebhookAccess(
  caller: Caller,
  change: Pick<WebhookPatch, 'url' | 'events' | 'status'>,
): void {
  const error = judgeWebhook(caller, change)
  if (error) throw violationError(error)
}

type RecordedWebhook = Pick<Webhook, 'id' | 'url' | 'events' | 'description' | 'status'>

/**
 * The event for a webhook that was created (`before` is null), changed or removed (`after` is null), without
 * its secret. No event if nothing in it has changed.
 */
export function webhookEvents(
  caller: Caller,
  before: RecordedWebhook | null,
  after: RecordedWebhook | null,
  nowMs: number,
  options: { readonly isSecretNew?: boolean } = {},
): EventRecord[] {
  const id = (after ?? before)?.id
  if (id === undefined) throw new RangeError('an event needs a webhook before or after it')
  const [was, is] = [before && toldOf(before), after && toldOf(after)]
  if (was && is && !options.isSecretNew && isSameContent(was, is)) return []
  const secretChangedAt = new Date(nowMs).toISOString()
  const event = eventBy(caller, nowMs, {
    action: was === null ? 'webhook.added' : is === null ? 'webhook.removed' : 'webhook.updated',
    subject: { type: 'webhook', id },
    before: was,
    after: is && { ...is, ...(options.isSecretNew ? { secretChangedAt } : {}) },
  })
  return [event]
}

function toldOf({ url, events, description, status }: RecordedWebhook) {
  return { url, events, ...(description === undefined ? {} : { description }), status }
}
