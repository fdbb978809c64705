import { emptyWeek, mondayOf, type WeekRecord, weeksBetween } from 'timesheets-sdk/model'
import { firstUsualWeek, type ManagerId } from 'timesheets-sdk/rules'
import type { Engine } from '../../store/engine.ts'
import { findManager } from '../../store/roster/people.ts'
import { findWeeks } from '../../store/timesheets/listed-weeks.ts'
import type { LogFollower } from '../cache/log-follower.ts'
import { PersonCache, type Read } from '../cache/person-cache.ts'
import { type Circumstances, type Describe, describerOf, readCircumstances } from './describe-weeks.ts'

/** Everything that the response about a week depends on, except the caller. */
export interface KnownWeek {
  /** A week without entries is open and empty. */
  readonly record: WeekRecord
  /** The owner's manager, who may see the week. */
  readonly managerId: ManagerId
  readonly describe: Describe
}

// About the size of nine weeks.
const bytesOfWeek = 4_000
// About the size of the owner and some absences. All weeks share the policy.
const bytesOfCircumstances = 2_000
const shareOfWeeks = bytesOfWeek / (bytesOfWeek + bytesOfCircumstances)

/** Facts about weeks, cached or read. They are the same for every caller. */
export interface KnownWeeks {
  of(userId: string, week: string): Promise<KnownWeek>
  /** Reads all again: people have other terms since today, for which there is no event. */
  termsBegan(): void
}

export function knownWeeks(engine: Engine, log: LogFollower, maximumBytes: number): KnownWeeks {
  const options = { log, dependsOnCompany: true }
  const cache = new PersonCache<KnownWeek>({ ...options, maximumBytes: maximumBytes * shareOfWeeks })
  const circumstances = new PersonCache<Circumstances>({
    ...options,
    maximumBytes: maximumBytes * (1 - shareOfWeeks),
  })

  async function read(userId: string, week: string): Promise<Read<KnownWeek>> {
    const first = firstUsualWeek(week)
    const usual = weeksBetween(mondayOf(first) as string, mondayOf(week) as string)
    const keys = usual.map((one) => ({ userId, week: one }))
    const [known, weeks] = await Promise.all([
      circumstances.readSince(userId, week, () => readAround(userId, week)),
      findWeeks(engine, engine.reader, keys),
    ])
    const person = known.people.get(userId)
    const managerId = person ? (person.managerId ?? null) : await managerOutsideRoster(userId, weeks)
    const record = weeks.find((one) => one.week === week) ?? emptyWeek(userId, week)
    return {
      value: { record, managerId, describe: describerOf({ ...known, weeks }, { withDays: true }) },
      bytes: bytesOfWeek,
      // Any week makes a person known who was unknown.
      weeks: managerId === undefined ? { from: null, to: null } : { from: first, to: week },
    }
  }

  async function readAround(userId: string, week: string): Promise<Read<Circumstances>> {
    const value = await engine.readTogether((reader) => readCircumstances(engine, reader, [{ userId, week }]))
    return { value, bytes: bytesOfCircumstances, weeks: null }
  }

  async function managerOutsideRoster(userId: string, weeks: readonly WeekRecord[]): Promise<ManagerId> {
    return weeks.some(({ version }) => version > 0) ? null : findManager(engine.reader, userId)
  }

  return {
    of: (userId, week) => cache.read(userId, week, () => read(userId, week)),
    termsBegan() {
      cache.changedUnknown()
      circumstances.changedUnknown()
    },
  }
}
