import type { EngineName } from '../support/database.ts'

/** The conditions of an experiment. */
export interface Conditions {
  readonly engine: EngineName
  /** How often it is repeated, or how long it goes on; each experiment says which. */
  readonly rounds: number
  readonly seed: number
}

/** The outcome of an experiment. */
export interface Outcome {
  readonly rounds: number
  /** Writes that the API acknowledged. */
  readonly acknowledged: number
  /** Acknowledged writes that are missing afterwards. */
  readonly lost: number
  /** Writes that are stored more than once. */
  readonly doubled: number
  /** Requests that were accepted although they should not have been. */
  readonly wronglyAdmitted: number
  /** The longest time until the API worked again, or did at all. */
  readonly recoveredInMs: number
  /** Other figures, such as memory. */
  readonly note: string
  /** The broken promises in words; none: the experiment passed. */
  readonly faults: readonly string[]
}

export interface Experiment {
  readonly summary: string
  readonly rounds: number
  /** The engines it makes sense on. Default: both. */
  readonly engines?: readonly EngineName[]
  /** The reason why it cannot run on this machine. */
  missing?(): string | undefined
  run(conditions: Conditions): Promise<Outcome>
}

/** Everything that most experiments do not count. */
export const nothingLost = { acknowledged: 0, lost: 0, doubled: 0, wronglyAdmitted: 0 } as const

/** The line that `pnpm torture` prints. */
export function lineOf(name: string, engine: EngineName, outcome: Outcome): string {
  const { rounds, acknowledged, lost, doubled, wronglyAdmitted, recoveredInMs, note, faults } = outcome
  const figures = [
    `rounds ${rounds}`,
    `acknowledged ${acknowledged}`,
    `lost ${lost}`,
    `doubled ${doubled}`,
    `wrongly admitted ${wronglyAdmitted}`,
    `recovered in ${(recoveredInMs / 1_000).toFixed(1)} s`,
    ...(note === '' ? [] : [note]),
  ]
  const verdict = faults.length === 0 ? 'ok' : `FAILED: ${faults.join('; ')}`
  return `${name.padEnd(18)} ${engine.padEnd(9)} ${figures.join(', ')}: ${verdict}`
}
