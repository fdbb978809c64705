import type { EventRecord } from '../model/event.ts'
import type { Policy, PolicyPatch } from '../model/policy.ts'
import { isSameContent } from '../model/same-content.ts'
import type { Caller } from '../rules/access.ts'
import { eventBy } from '../rules/event-of-change.ts'

/** Changes the policy. `event: null`: nothing changes, and nothing is written. */
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
