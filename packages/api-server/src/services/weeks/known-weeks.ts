import { emptyWeek, type WeekRecord } from 'timesheets-sdk/model'
import { firstUsualWeek, type ManagerId } from 'timesheets-sdk/rules'
import { findManager } from '../../store/roster/people.ts'
import { findWeek } from '../../store/timesheets/listed-weeks.ts'
import { PersonCache, type Read } from '../cache/person-cache.ts'
import type { ServiceContext } from '../context.ts'
import { type Describe, describerOf } from './describe-weeks.ts'

/** Everything that the response about a week depends on, except the caller. */
export interface KnownWeek {
  /** A week without entries is open and empty. */
  readonly record: WeekRecord
  /** The owner's manager, who may see the week. */
  readonly managerId: ManagerId
  readonly describe: Describe
}

// The owner, ten weeks and some absences, measured in a process that holds ten thousand.
const bytesOfWeek = 6_000

/** Returns the facts about a week, cached or read. They are the same for every caller. */
export function knownWeeks(
  context: Pick<ServiceContext, 'engine' | 'reader'>,
  maximumBytes: number,
): (userId: string, week: string) => Promise<KnownWeek> {
  const { engine, reader } = context
  const cache = new PersonCache<KnownWeek>({ engine, maximumBytes })

  async function read(userId: string, week: string): Promise<Read<KnownWeek>> {
    const record = (await findWeek(reader, userId, week)) ?? emptyWeek(userId, week)
    const managerId = await findManager(reader, userId)
    const describe = await describerOf(context, [{ userId, week }], { withDays: true })
    return {
      value: { record, managerId, describe },
      bytes: bytesOfWeek,
      // Any week makes a person known who was unknown.
      weeks: managerId === undefined ? { from: null, to: null } : { from: firstUsualWeek(week), to: week },
      dependsOnCompany: true,
    }
  }

  return (userId, week) => cache.read(userId, week, () => read(userId, week))
}
