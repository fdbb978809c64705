import type { EventRecord } from '../model/event.ts'
import { isSameContent } from '../model/same-content.ts'
import type { Webhook, WebhookPatch } from '../model/webhook.ts'
import type { Caller } from '../rules/access.ts'
import { eventBy } from '../rules/event-of-change.ts'
import { judgeWebhook } from '../rules/webhook-access.ts'
import { violationError } from './problem-error.ts'

/** @throws {ProblemError} `insufficient_scope` where the caller may not decide where everybody's events go */
export function checkWebhookAccess(
  caller: Caller,
  change: Pick<WebhookPatch, 'url' | 'events' | 'status'>,
): void {
  const error = judgeWebhook(caller, change)
  if (error) throw violationError(error)
}

type ToldWebhook = Pick<Webhook, 'id' | 'url' | 'events' | 'description' | 'status'>

/**
 * The event of a webhook that was made (`before` is null), changed or removed (`after` is null). It never holds a secret.
 * None: nothing of what it tells has changed.
 */
export function webhookEvents(
  caller: Caller,
  before: ToldWebhook | null,
  after: ToldWebhook | null,
  nowMs: number,
  options: { readonly isSecretNew?: boolean } = {},
): EventRecord[] {
  const id = (after ?? before)?.id
  if (id === undefined) throw new RangeError('an event is of a webhook')
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

function toldOf({ url, events, description, status }: ToldWebhook) {
  return { url, events, ...(description === undefined ? {} : { description }), status }
}
