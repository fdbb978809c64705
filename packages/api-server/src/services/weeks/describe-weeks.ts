import {
  addDays,
  datesOfWeek,
  mondayOf,
  totalMinutesOf,
  type Week,
  type WeekRecord,
  weekFromRecord,
  weekOf,
} from 'timesheets-sdk/model'
import { type Caller, expectedMinutes, usualMinutes, weekActionsFor, weekFlags } from 'timesheets-sdk/rules'
import { absencesWithin } from '../../store/absences.ts'
import { weeksOfPeople } from '../../store/listed-weeks.ts'
import { findPeople } from '../../store/people.ts'
import { readPolicy } from '../../store/policy.ts'
import type { ServiceContext } from '../context.ts'

/** How many calendar weeks before a week say what is usual. */
const usualWeeks = 8

/** Weeks as this caller is answered them: with what is expected and unusual, and what the caller may do. */
export async function describeWeeks(
  { engine, reader }: ServiceContext,
  caller: Caller,
  records: readonly WeekRecord[],
): Promise<Week[]> {
  if (records.length === 0) return []
  const userIds = [...new Set(records.map(({ userId }) => userId))]
  const weeks = records.map(({ week }) => week).sort()
  const [first, last] = [weeks[0] as string, weeks.at(-1) as string]
  const policy = await readPolicy(reader)
  const people = await findPeople(engine, reader, userIds)
  const absences = Map.groupBy(
    await absencesWithin(reader, userIds, datesOfWeek(first)[0] as string, datesOfWeek(last)[6] as string),
    ({ userId }) => userId,
  )
  const earlier = Map.groupBy(
    await weeksOfPeople(reader, userIds, weeksBefore(first, usualWeeks), last),
    ({ userId }) => userId,
  )

  return records.map((record) => {
    const person = people.get(record.userId)
    const expected = person ? expectedMinutes(person, record.week, absences.get(record.userId) ?? []) : null
    const from = weeksBefore(record.week, usualWeeks)
    const totals = (earlier.get(record.userId) ?? [])
      .filter(({ week }) => from <= week && week < record.week)
      .map(totalMinutesOf)
    return weekFromRecord(record, {
      expectedMinutes: expected,
      flags: weekFlags(record, policy, usualMinutes(totals), expected),
      actions: weekActionsFor(caller, record, { policy, managerId: person?.managerId ?? null }),
    })
  })
}

function weeksBefore(week: string, count: number): string {
  return weekOf(addDays(mondayOf(week) as string, -7 * count))
}
