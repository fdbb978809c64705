import { people } from 'dev-issuer'
import { weekOf } from 'timesheets-sdk/model'
import { type RuleCase, ruleCases } from '../../packages/timesheets-sdk/test/rules/rule-cases.ts'
import type { TestDatabase } from './database.ts'
import { daysAgo } from './days.ts'

export type Verdict = Pick<RuleCase['verdict'], 'status' | 'code'>

/** A case of the SDK's table, with a person of its own: so all of them fit into one database. */
export interface OwnedCase extends RuleCase {
  readonly own: string
}

/** The table of rule cases, each case with another person. */
export function ownedCases(): OwnedCase[] {
  const today = daysAgo(0)
  const members = people.filter(({ role }) => role === 'member')
  return ruleCases(today).map((_, index) => {
    const own = members[index]?.userId
    const ruleCase = own && ruleCases(today, { own, other: `${own}-colleague` })[index]
    if (!ruleCase) throw new RangeError('there are more cases than people')
    return { ...ruleCase, own }
  })
}

/** The cases by the policy that they are judged under: it is one for all, so they take turns. */
export function byPolicy(cases: readonly OwnedCase[]): [OwnedCase['policy'], OwnedCase[]][] {
  return [...Map.groupBy(cases, ({ policy }) => JSON.stringify(policy ?? {})).values()].map((group) => [
    group[0]?.policy,
    group,
  ])
}

/** Gives the week of a case its status. There is no action of the API yet that would. */
export async function setWeekStatus(database: TestDatabase, { own, week }: OwnedCase): Promise<void> {
  if (!week) return
  const days = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday']
  const columns = [...days, 'billable'].map((name) => `${name}_minutes`)
  await database.query(
    `insert into weeks (user_id, week, status, ${columns.join(', ')}, version)
     values ('${own}', '${weekOf(week.date)}', '${week.status}', ${columns.map(() => 0).join(', ')}, 1)
     on conflict (user_id, week) do update set status = excluded.status`,
  )
}
