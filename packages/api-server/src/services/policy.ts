import type { Policy, PolicyPatch } from 'timesheets-sdk/model'
import type { Caller } from 'timesheets-sdk/rules'
import type { Engine, Transaction } from '../store/engine.ts'
import { appendEvents } from '../store/events.ts'
import { readPolicy, writePolicy } from '../store/policy.ts'

/** Changes the policy, with its event; nothing is written where nothing changes. */
export async function changePolicy(
  engine: Engine,
  transaction: Transaction,
  caller: Caller,
  patch: PolicyPatch,
  nowMs: number,
): Promise<Policy> {
  const before = await readPolicy(transaction)
  const after: Policy = {
    incrementMinutes: patch.incrementMinutes ?? before.incrementMinutes,
    maxHoursPerDay: patch.maxHoursPerDay ?? before.maxHoursPerDay,
    maxDaysAhead: patch.maxDaysAhead ?? before.maxDaysAhead,
    lockedThrough: patch.lockedThrough === undefined ? before.lockedThrough : patch.lockedThrough,
    weeklyWarningHours: patch.weeklyWarningHours ?? before.weeklyWarningHours,
    unlistedProjects: patch.unlistedProjects ?? before.unlistedProjects,
  }
  if (JSON.stringify(after) === JSON.stringify(before)) return before
  await writePolicy(engine, transaction, after)
  await appendEvents(engine, transaction, [
    {
      timeMs: nowMs,
      actor: caller.subject,
      client: caller.clientId,
      action: 'policy.updated',
      subject: { type: 'policy' },
      week: null,
      before,
      after,
      reason: null,
    },
  ])
  return after
}
