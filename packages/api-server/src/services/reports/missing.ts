import type { MissingFilters } from 'timesheets-sdk/contract'
import { isListedMissing, type MissingPerson } from 'timesheets-sdk/decide'
import { datesAt, datesOfWeek, type Person } from 'timesheets-sdk/model'
import { type Caller, missingOf, reachOf } from 'timesheets-sdk/rules'
import { readPolicy } from '../../store/policy.ts'
import { absencesWithin } from '../../store/roster/absences.ts'
import { peopleDecidedFor } from '../../store/roster/people.ts'
import { findWeeks } from '../../store/timesheets/listed-weeks.ts'
import type { ServiceContext } from '../context.ts'

const mostAtATime = 500

/**
 * People with a missing timesheet whom the caller decides for, by `userId` after one. People are read and
 * checked in batches, so that memory stays flat even if few of them are missing.
 */
export async function findMissing(
  context: ServiceContext,
  caller: Caller,
  filters: MissingFilters,
  after: string | undefined,
  limit: number,
): Promise<MissingPerson[]> {
  const whose = reachOf(caller) === 'managed' && caller.userId !== null ? { managerId: caller.userId } : 'all'
  const found: MissingPerson[] = []
  let last = after ?? ''
  // If most are missing, as on a Monday morning, no more are read than needed.
  let atATime = Math.min(limit, mostAtATime)
  do {
    const people = await peopleDecidedFor(context.reader, whose, last, atATime)
    const others = people.filter(({ userId }) => userId !== caller.userId)
    found.push(...(await missingAmong(context, others, filters)))
    last = people.length === atATime ? (people.at(-1)?.userId ?? '') : ''
    atATime = mostAtATime
  } while (last !== '' && found.length < limit)
  return found.slice(0, limit)
}

/** The people among these with a missing timesheet, in the same order. */
export async function missingAmong(
  { engine, reader, now }: ServiceContext,
  people: readonly Person[],
  filters: MissingFilters,
): Promise<MissingPerson[]> {
  if (people.length === 0) return []
  const { week } = filters
  const dateIn = datesAt(now())
  const userIds = people.map(({ userId }) => userId)
  const dates = datesOfWeek(week)
  const policy = await readPolicy(reader)
  const weeks = await findWeeks(
    engine,
    reader,
    userIds.map((userId) => ({ userId, week })),
  )
  const recordOf = new Map(weeks.map((record) => [record.userId, record]))
  const absences = Map.groupBy(
    await absencesWithin(reader, userIds, dates[0] as string, dates[6] as string),
    ({ userId }) => userId,
  )
  return people.flatMap((person) => {
    const { userId } = person
    const missing = missingOf(person, week, recordOf.get(userId), absences.get(userId) ?? [], policy, dateIn)
    return missing && isListedMissing(missing, filters) ? [{ person, missing }] : []
  })
}
