import { datesOfWeek, type Week, type WeekRecord } from 'timesheets-sdk/model'
import { type Caller, describeWeek, firstUsualWeek } from 'timesheets-sdk/rules'
import { readPolicy } from '../../store/policy.ts'
import { absencesWithin } from '../../store/roster/absences.ts'
import { findPeople } from '../../store/roster/people.ts'
import { weeksOfPeople } from '../../store/timesheets/listed-weeks.ts'
import type { WeekKey } from '../../store/timesheets/weeks.ts'
import type { ServiceContext } from '../context.ts'

/** Describes a week as a caller sees it: with expected hours, flags, and the actions that they may take. */
export type Describe = (caller: Caller, record: WeekRecord) => Week

interface DescribeOptions {
  readonly withDays?: boolean
}

/** Weeks as this caller sees them. */
export async function describeWeeks(
  context: Pick<ServiceContext, 'engine' | 'reader'>,
  caller: Caller,
  records: readonly WeekRecord[],
  options: DescribeOptions = {},
): Promise<Week[]> {
  if (records.length === 0) return []
  const describe = await describerOf(context, records, options)
  return records.map((record) => describe(caller, record))
}

/** Reads what the descriptions of some weeks of some people take. */
export async function describerOf(
  { engine, reader }: Pick<ServiceContext, 'engine' | 'reader'>,
  keys: readonly WeekKey[],
  { withDays = false }: DescribeOptions = {},
): Promise<Describe> {
  const userIds = [...new Set(keys.map(({ userId }) => userId))]
  const weeks = keys.map(({ week }) => week).sort()
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
  return (caller, record) =>
    describeWeek(caller, record, {
      policy,
      person: people.get(record.userId),
      absences: absences.get(record.userId) ?? [],
      weeks: earlier.get(record.userId) ?? [],
      withDays,
    })
}
