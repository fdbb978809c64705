import { datesOfWeek, type Week, type WeekRecord } from 'timesheets-sdk/model'
import { type Caller, describeWeek, firstUsualWeek } from 'timesheets-sdk/rules'
import type { Engine, Reader } from '../../store/engine.ts'
import { readPolicy } from '../../store/policy.ts'
import { absencesWithin } from '../../store/roster/absences.ts'
import { findPeople } from '../../store/roster/people.ts'
import { weeksOfPeople } from '../../store/timesheets/listed-weeks.ts'
import type { WeekKey } from '../../store/timesheets/weeks.ts'
import type { ServiceContext } from '../context.ts'

/** Describes a week as a caller sees it: with expected hours, flags, and the actions that they may take. */
export type Describe = (caller: Caller, record: WeekRecord) => Week

export interface DescribeOptions {
  /** Whether each day has its expected hours, and why. */
  readonly withDays?: boolean
}

/** Weeks as this caller sees them. */
export async function describeWeeks(
  { engine }: Pick<ServiceContext, 'engine'>,
  caller: Caller,
  records: readonly WeekRecord[],
  options: DescribeOptions = {},
): Promise<Week[]> {
  if (records.length === 0) return []
  const describe = await engine.readTogether((reader) => describerOf(engine, reader, records, options))
  return records.map((record) => describe(caller, record))
}

/** Reads what the descriptions of some weeks of some people take, in one round trip. */
export async function describerOf(
  engine: Engine,
  reader: Reader,
  keys: readonly WeekKey[],
  { withDays = false }: DescribeOptions,
): Promise<Describe> {
  const userIds = [...new Set(keys.map(({ userId }) => userId))]
  const weeks = keys.map(({ week }) => week).sort()
  const [first, last] = [weeks[0] as string, weeks.at(-1) as string]
  const [policy, people, absences, earlier] = await Promise.all([
    readPolicy(reader),
    findPeople(engine, reader, userIds),
    absencesWithin(reader, userIds, datesOfWeek(first)[0] as string, datesOfWeek(last)[6] as string),
    weeksOfPeople(reader, userIds, firstUsualWeek(first), last),
  ])
  const absencesOf = Map.groupBy(absences, ({ userId }) => userId)
  const weeksOf = Map.groupBy(earlier, ({ userId }) => userId)
  return (caller, record) =>
    describeWeek(caller, record, {
      policy,
      person: people.get(record.userId),
      absences: absencesOf.get(record.userId) ?? [],
      weeks: weeksOf.get(record.userId) ?? [],
      withDays,
    })
}
