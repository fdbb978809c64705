import { addDays, weekOf } from 'timesheets-sdk/model'
import type { Io } from '../../io/io.ts'

/** The last week that is over, by UTC. */
export function lastWeek({ now }: Pick<Io, 'now'>): string {
  return weekOf(addDays(new Date(now()).toISOString().slice(0, 10), -7))
}
