import type { RosterFacts } from 'timesheets-sdk/decide'
import { earliestWeek, latestWeek } from 'timesheets-sdk/model'
import type { Transaction } from '../../store/engine.ts'
import { readPolicy } from '../../store/policy.ts'
import { absencesOf } from '../../store/roster/absences.ts'
import { weeksOfPeople } from '../../store/timesheets/listed-weeks.ts'

/**
 * The facts by which a change of a person's roster record or absences is decided. @param since the first week
 */
export async function rosterFacts(
  transaction: Transaction,
  userId: string,
  since = earliestWeek,
): Promise<RosterFacts> {
  const [policy, weeks, recorded] = await Promise.all([
    readPolicy(transaction),
    weeksOfPeople(transaction, [userId], since, latestWeek),
    absencesOf(transaction, userId),
  ])
  return { policy, weeks, recorded }
}
