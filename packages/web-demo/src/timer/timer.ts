import { keep, readKept } from '../device-storage.ts'
import { createStore, type Store } from '../store.ts'

/** A timer that runs: since when, and what for. */
export interface RunningTimer {
  /** RFC 3339, UTC. */
  readonly startedAt: string
  readonly project: string
  readonly note: string
}

const stores = new Map<string, Store<RunningTimer | undefined>>()

const nameOf = (userId: string) => `timesheets:timer:${userId}`

/**
 * The timer of a person on this device. It is in `localStorage`: a reload, a closed browser and hours without
 * a network do not stop it, and all tabs show the same.
 */
export function timerOf(userId: string): Store<RunningTimer | undefined> {
  const name = nameOf(userId)
  const store = stores.get(name) ?? follow(name)
  stores.set(name, store)
  return {
    ...store,
    setState(timer) {
      keep(name, timer)
      store.setState(timer)
    },
  }
}

function follow(name: string): Store<RunningTimer | undefined> {
  const store = createStore(readTimer(name))
  // From another tab. `null`: everything was removed.
  addEventListener('storage', ({ key }) => {
    if (key === name || key === null) store.setState(readTimer(name))
  })
  return store
}

function readTimer(name: string): RunningTimer | undefined {
  const kept = readKept(name)
  if (typeof kept !== 'object' || kept === null) return undefined
  const { startedAt, project, note } = kept as Partial<Record<keyof RunningTimer, unknown>>
  const isTimer = typeof startedAt === 'string' && typeof project === 'string' && typeof note === 'string'
  return isTimer && !Number.isNaN(Date.parse(startedAt)) ? { startedAt, project, note } : undefined
}
