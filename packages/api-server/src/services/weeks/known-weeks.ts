import { emptyWeek, type WeekRecord } from 'timesheets-sdk/model'
import { firstUsualWeek, type ManagerId } from 'timesheets-sdk/rules'
import type { Engine } from '../../store/engine.ts'
import { findManager } from '../../store/roster/people.ts'
import type { LogFollower } from '../cache/log-follower.ts'
import { PersonCache, type Read } from '../cache/person-cache.ts'
import { type Describe, describerOf, readWeekFacts, type WeekFacts } from './describe-weeks.ts'

/** Everything that the response about a week depends on, except the caller. */
export interface KnownWeek {
  /** A week without entries is open and empty. */
  readonly record: WeekRecord
  /** The owner's manager, who may see the week. */
  readonly managerId: ManagerId
  readonly describe: Describe
}

// About the size of the owner, nine weeks and some absences. All weeks share the policy.
const bytesOfWeek = 6_000

/** Facts about weeks, cached or read. They are the same for every caller. */
export interface KnownWeeks {
  of(userId: string, week: string): Promise<KnownWeek>
  /** Reads all again: people have other terms since today, for which there is no event. */
  termsBegan(): void
}

export function knownWeeks(engine: Engine, log: LogFollower, maximumBytes: number): KnownWeeks {
  const cache = new PersonCache<KnownWeek>({ log, maximumBytes, dependsOnCompany: true })

  async function read(userId: string, week: string): Promise<Read<KnownWeek>> {
    const facts = await engine.readTogether((reader) => readWeekFacts(engine, reader, [{ userId, week }]))
    const person = facts.people.get(userId)
    const managerId = person ? (person.managerId ?? null) : await managerOutsideRoster(userId, facts)
    const record = facts.weeks.find((one) => one.week === week) ?? emptyWeek(userId, week)
    return {
      value: { record, managerId, describe: describerOf(facts, { withDays: true }) },
      bytes: bytesOfWeek,
      // Any week makes a person known who was unknown.
      weeks: managerId === undefined ? { from: null, to: null } : { from: firstUsualWeek(week), to: week },
    }
  }

  async function managerOutsideRoster(userId: string, { weeks }: WeekFacts): Promise<ManagerId> {
    return weeks.some(({ version }) => version > 0) ? null : findManager(engine.reader, userId)
  }

  return {
    of: (userId, week) => cache.read(userId, week, () => read(userId, week)),
    termsBegan: () => cache.changedUnknown(),
  }
}
