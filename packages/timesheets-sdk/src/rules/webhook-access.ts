import type { Violation } from '../model/violation.ts'
import type { WebhookPatch } from '../model/webhook.ts'
import type { CallerPermissions } from './access.ts'
import { eventReachOf } from './event-access.ts'

/** The part of a patch that decides where events go. */
export type DeliveryChange = Pick<WebhookPatch, 'url' | 'events' | 'status' | 'replayAfter'>

/**
 * The reason why the caller cannot set a webhook's URL or events, resume it or have it deliver events again;
 * `undefined` if they can. A webhook receives everyone's entries and weeks, notes included, so only a caller
 * who may read all of them can choose where they go. Pausing, skipping events, describing and removing a
 * webhook only require the scope of the operation.
 */
export function judgeWebhook(
  caller: CallerPermissions,
  { url, events, status, replayAfter }: DeliveryChange,
): Violation | undefined {
  const resends = status === 'active' || replayAfter !== undefined
  const changesDelivery = url !== undefined || events !== undefined || resends
  const readsAll = caller.scopes.has('read:timesheets') && eventReachOf(caller).timesheets === 'all'
  if (!changesDelivery || readsAll) return undefined
  const needed = caller.isMachine
    ? 'scope read:timesheets'
    : 'scopes read:timesheets, approve:timesheets and approve:any'
  const what = "a webhook receives everyone's entries and weeks"
  const message = `${what}: creating, redirecting or resuming one requires ${needed}`
  return { code: 'insufficient_scope', message, path: '' }
}
