import type { EventAction, EventRecord, EventSubject } from '../model/event.ts'
import { isSameContent } from '../model/same-content.ts'
import type { Caller } from '../rules/access.ts'
import { eventBy } from '../rules/event-of-change.ts'

/** What becomes of a record that was put. `event: null`: it has this content already, so nothing is written. */
export interface PutDecision<T> {
  readonly status: 200 | 201
  readonly record: T
  readonly event: EventRecord | null
}

/** Decides on a record that is put in the place of `before`; `undefined`: there is none yet. */
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

/** The event of a record that is removed. */
export function removalEvent(
  caller: Caller,
  action: EventAction,
  subject: EventSubject,
  before: unknown,
  nowMs: number,
): EventRecord {
  return eventBy(caller, nowMs, { action, subject, before, after: null })
}
