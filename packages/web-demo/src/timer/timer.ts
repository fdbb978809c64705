import { keptStoreOfPerson } from '../kept-store.ts'

/** A timer that runs: since when, and what for. */
export interface RunningTimer {
  /** RFC 3339, UTC. */
  readonly startedAt: string
  readonly project: string
  readonly note: string
}

/**
 * The timer of a person on this device. It is in `localStorage`: a reload, a closed browser and hours without
 * a network do not stop it, and all tabs show the same.
 */
export const timerOf = keptStoreOfPerson((userId) => `timesheets:timer:${userId}`, readTimer)

function readTimer(kept: unknown): RunningTimer | undefined {
  if (typeof kept !== 'object' || kept === null) return undefined
  const { startedAt, project, note } = kept as Partial<Record<keyof RunningTimer, unknown>>
  const isTimer = typeof startedAt === 'string' && typeof project === 'string' && typeof note === 'string'
  return isTimer && !Number.isNaN(Date.parse(startedAt)) ? { startedAt, project, note } : undefined
}
