import { datesOfWeek, type Week, type WeekRecord } from 'timesheets-sdk/model'
import { type Caller, describeWeek, firstUsualWeek } from 'timesheets-sdk/rules'
import { readPolicy } from '../../store/policy.ts'
import { absencesWithin } from '../../store/roster/absences.ts'
import { findPeople } from '../../store/roster/people.ts'
import { weeksOfPeople } from '../../store/timesheets/listed-weeks.ts'
import type { ServiceContext } from '../context.ts'

/** Weeks as this caller sees them: with expected hours, flags, and the actions that the caller may take. */
export async function describeWeeks(
  { engine, reader }: ServiceContext,
  caller: Caller,
  records: readonly WeekRecord[],
  { withDays = false }: { readonly withDays?: boolean } = {},
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
    await weeksOfPeople(reader, userIds, firstUsualWeek(first), last),
    ({ userId }) => userId,
  )

  return records.map((record) =>
    describeWeek(caller, record, {
      policy,
      person: people.get(record.userId),
      absences: absences.get(record.userId) ?? [],
      weeks: earlier.get(record.userId) ?? [],
      withDays,
    }),
  )
}
