import type { EventAction, EventRecord, EventSubject } from '../model/event.ts'
import type { Policy, PolicyPatch } from '../model/policy.ts'
import { isSameContent } from '../model/same-content.ts'
import type { Caller } from '../rules/access.ts'
import { eventBy } from '../rules/event-of-change.ts'

/**
 * The result of adding or replacing a record. `event: null`: the content is the same, so nothing is written.
 */
export interface PutDecision<T> {
  readonly status: 200 | 201
  readonly record: T
  readonly event: EventRecord | null
}

/** Decides on a record that replaces `before`; `undefined`: a new record. */
export function decidePut<T extends object>(
  caller: Caller,
  before: T | undefined,
  after: T,
  about: { readonly subject: EventSubject; readonly added: EventAction; readonly updated: EventAction },
  nowMs: number,
): PutDecision<T> {
  if (before && isSameContent(before, after)) return { status: 200, record: before, event: null }
  const { subject, added, updated } = about
  const action = before ? updated : added
  const event = eventBy(caller, nowMs, { action, subject, before: before ?? null, after })
  return { status: before ? 200 : 201, record: after, event }
}

/** The event for a removed record. */
export function removalEvent(
  caller: Caller,
  action: EventAction,
  subject: EventSubject,
  before: unknown,
  nowMs: number,
): EventRecord {
  return eventBy(caller, nowMs, { action, subject, before, after: null })
}

/** Changes the policy. `event: null`: nothing changes, so nothing is written. */
export function decidePolicy(
  caller: Caller,
  before: Policy,
  patch: PolicyPatch,
  nowMs: number,
): { readonly policy: Policy; readonly event: EventRecord | null } {
  const given = Object.entries(patch).filter(([, value]) => value !== undefined)
  const after: Policy = { ...before, ...Object.fromEntries(given) }
  if (isSameContent(before, after)) return { policy: before, event: null }
  const change = { action: 'policy.updated', subject: { type: 'policy' }, before, after } as const
  return { policy: after, event: eventBy(caller, nowMs, change) }
}
