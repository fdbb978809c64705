import type { Violation } from '../model/violation.ts'
import type { WebhookPatch } from '../model/webhook.ts'
import type { Caller } from './caller.ts'
import { eventReachOf } from './event-access.ts'

/**
 * Why the caller can't point a webhook at an endpoint, choose its events or resume it; `undefined`: they can. A webhook is
 * told of everybody's entries and weeks, notes included, so only a caller who reads all of them decides where they go.
 * Pausing, describing and removing need no more than the scope of the operation.
 */
export function judgeWebhook(
  caller: Caller,
  { url, events, status }: Pick<WebhookPatch, 'url' | 'events' | 'status'>,
): Violation | undefined {
  const isPointed = url !== undefined || events !== undefined || status === 'active'
  const readsAll = caller.scopes.has('read:timesheets') && eventReachOf(caller).timesheets === 'all'
  if (!isPointed || readsAll) return undefined
  const needed = caller.isMachine
    ? 'scope read:timesheets'
    : 'scopes read:timesheets, approve:timesheets and approve:any'
  const what = "a webhook receives everybody's entries and weeks"
  const message = `${what}: creating, redirecting or resuming one requires ${needed}`
  return { code: 'insufficient_scope', message, path: '' }
}
