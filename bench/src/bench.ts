import type { System } from './system.ts'

/** What a measure is given. */
export interface Bench {
  readonly system: System
  /** Fewer and shorter rounds. */
  readonly quick: boolean
  /** Tells who waits how far it is. */
  readonly say: (line: string) => void
}
