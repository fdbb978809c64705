import type { System } from './system.ts'

/** The environment that a measure runs in. */
export interface Bench {
  readonly system: System
  /** Fewer and shorter rounds. */
  readonly quick: boolean
  /** Prints progress for the person who waits. */
  readonly say: (line: string) => void
}
