import type { EventRecord } from '../model/event.ts'
import { isSameContent } from '../model/same-content.ts'
import type { Webhook, WebhookPatch } from '../model/webhook.ts'
import type { Caller } from '../rules/access.ts'
import { eventBy } from '../rules/event-of-change.ts'
import { type DeliveryChange, judgeWebhook } from '../rules/webhook-access.ts'
import type { EventLog } from './event-log.ts'
import { type ProblemError, violationError } from './problem-error.ts'

/** @throws {ProblemError} `insufficient_scope` if the caller may not choose where everyone's events go */
export function checkWebhookAccess(caller: Caller, change: DeliveryChange): void {
  const error = judgeWebhook(caller, change)
  if (error) throw violationError(error)
}

/**
 * The number through which a webhook's events count as delivered after a patch; `undefined` if it does not
 * move.
 * @throws {ProblemError} `out_of_range` if the log does not have these events
 */
export function movedDelivery(
  { deliveredThrough }: Pick<Webhook, 'deliveredThrough'>,
  { skipThrough, replayAfter }: Pick<WebhookPatch, 'skipThrough' | 'replayAfter'>,
  { first, last }: Pick<EventLog, 'first' | 'last'>,
): number | undefined {
  if (skipThrough !== undefined && replayAfter !== undefined) {
    throw moveError('invalid_value', 'replayAfter', 'cannot be combined with skipThrough')
  }
  if (skipThrough !== undefined) {
    if (skipThrough > last)
      throw moveError('out_of_range', 'skipThrough', `must be at most ${last}, the last event`)
    return skipThrough > deliveredThrough ? skipThrough : undefined
  }
  if (replayAfter === undefined || replayAfter === deliveredThrough) return undefined
  const least = Math.max(first - 1, 0)
  if (replayAfter < least || replayAfter > deliveredThrough) {
    const bounds = `must be from ${least} to ${deliveredThrough}, the last delivered event`
    throw moveError('out_of_range', 'replayAfter', bounds)
  }
  return replayAfter
}

function moveError(code: string, member: string, fault: string): ProblemError {
  return violationError({ code, message: `${member} ${fault}`, path: `/${member}` })
}

type RecordedWebhook = Pick<Webhook, 'id' | 'url' | 'events' | 'description' | 'status' | 'deliveredThrough'>

/**
 * The event for a webhook that was created (`before` is null), changed or removed (`after` is null), without
 * its secret. No event if nothing in it has changed.
 */
export function webhookEvents(
  caller: Caller,
  before: RecordedWebhook | null,
  after: RecordedWebhook | null,
  nowMs: number,
  options: { readonly isSecretNew?: boolean; readonly isMoved?: boolean } = {},
): EventRecord[] {
  const id = (after ?? before)?.id
  if (id === undefined) throw new RangeError('an event needs a webhook before or after it')
  const told = (webhook: RecordedWebhook) => ({
    ...toldOf(webhook),
    // Otherwise progress is not a change by anybody.
    ...(options.isMoved ? { deliveredThrough: webhook.deliveredThrough } : {}),
  })
  const [was, is] = [before && told(before), after && told(after)]
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
