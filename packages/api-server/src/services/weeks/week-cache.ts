import { emptyWeek, type WeekRecord } from 'timesheets-sdk/model'
import { firstUsualWeek } from 'timesheets-sdk/rules'
import type { Engine } from '../../store/engine.ts'
import { findWeek } from '../../store/timesheets/listed-weeks.ts'
import { PersonCache } from '../cache/person-cache.ts'
import { type Describe, describerOf } from './describe-weeks.ts'

/** A person's week, and what it takes to describe it to any caller. */
export interface CachedWeek {
  readonly record: WeekRecord
  readonly describe: Describe
}

// About the size of nine weeks and of a person with some terms and absences. All weeks share the policy.
const bytesOfWeek = 8_000

/**
 * Weeks with the facts that describe them. They are read again only if something that they depend on may have
 * changed, which is checked with the database on every request. The caller's access is not checked.
 */
export class WeekCache {
  readonly #engine: Engine
  readonly #cache: PersonCache<CachedWeek>

  constructor(engine: Engine, maximumBytes: number) {
    this.#engine = engine
    this.#cache = new PersonCache({ engine, maximumBytes })
  }

  read(userId: string, week: string): Promise<CachedWeek> {
    const engine = this.#engine
    return this.#cache.read(userId, week, async () => {
      const [found, describe] = await engine.readTogether((reader) =>
        Promise.all([
          findWeek(reader, userId, week),
          describerOf(engine, reader, [{ userId, week }], { withDays: true }),
        ]),
      )
      return {
        value: { record: found ?? emptyWeek(userId, week), describe },
        bytes: bytesOfWeek,
        weeks: { from: firstUsualWeek(week), to: week },
        dependsOnCompany: true,
      }
    })
  }
}
