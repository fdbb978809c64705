import { people } from 'dev-issuer'
import type { TimesheetsClient } from 'timesheets-sdk/client'
import { datesOfWeek, weekOf } from 'timesheets-sdk/model'
import { type RuleCase, ruleCases } from '../../packages/timesheets-sdk/test/rules/rule-cases.ts'
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

/** The conditions that some cases share. */
export type Surroundings = Pick<OwnedCase, 'policy' | 'projects'>

/**
 * The cases by the policy and the catalogue that they are judged under: these are one for all, so they take
 * turns. Those with sources come last, because a source whose ids are unique per person stays that way.
 */
export function bySurroundings(cases: readonly OwnedCase[]): [Surroundings, OwnedCase[]][] {
  const surroundings = ({ policy = {}, projects = {} }: OwnedCase) => ({ policy, projects })
  const groups = Map.groupBy(cases, (one) => JSON.stringify(surroundings(one)))
  return [...groups]
    .map(([key, group]): [Surroundings, OwnedCase[]] => [JSON.parse(key), group])
    .sort(([{ policy: a }], [{ policy: b }]) => Number(Boolean(a?.sources)) - Number(Boolean(b?.sources)))
}

/** Brings the week of a case into its state, as people do: by submitting it and deciding on it. */
export async function bringWeekIntoState(
  { week }: OwnedCase,
  owner: TimesheetsClient,
  approver: TimesheetsClient,
): Promise<void> {
  if (!week || week.status === 'open') return
  const isoWeek = weekOf(week.date)
  const sunday = datesOfWeek(isoWeek)[6] as string
  // An empty week can't be submitted. No case is about a Sunday, nor about the hours of a week that is
  // locked.
  await owner.entries.create({ date: sunday, project: 'ON-SUNDAY', hours: 0.25 })
  const { userId } = await owner.weeks.submit(isoWeek)
  if (week.status === 'approved') await approver.weeks.approve(userId, isoWeek)
  if (week.status === 'rejected') await approver.weeks.reject(userId, isoWeek, 'as the case has it')
}
