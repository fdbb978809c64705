import type { Policy, Violation } from 'timesheets-sdk/model'
import { judgeNewEntry, nothingStored } from 'timesheets-sdk/rules'
import type { EntryRow } from '../../../io/readers/row.ts'

/** The loosest policy that there can be. */
const loosestPolicy: Policy = {
  incrementMinutes: 1,
  maxHoursPerDay: 24,
  maxDaysAhead: 366,
  lockedThrough: null,
  weeklyWarningHours: 168,
}

/**
 * Why an entry can't be stored, whatever is stored already and whatever the policy is: what the rules refuse even under the
 * loosest one. All else is for the server to say. The policy in force is not enough to go by here: what it refuses as a
 * new entry may have been stored under an earlier one, and then a push leaves it `unchanged`.
 */
export function impossible({ entry }: EntryRow, nowMs: number): readonly Violation[] {
  return judgeNewEntry(entry, nothingStored, loosestPolicy, nowMs).errors
}
