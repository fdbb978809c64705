/** The result of one round of one subject. */
export interface Sample {
  /** In the unit of the finding. */
  readonly value: number
  /**
   * Processor time of the subject's process for each request or row, in microseconds; where the system
   * reports it.
   */
  readonly cpuMicroseconds?: number | undefined
  /** The share of one core that the subject's process used: 0 to 1, above 1 with several threads. */
  readonly coreShare?: number | undefined
}

/** One of the things measured side by side, with a sample for each round. */
export interface Subject {
  readonly name: string
  readonly samples: readonly Sample[]
}

/** The goal of a comparison. */
export type Goal = { readonly atLeast: number } | { readonly atMost: number }

/**
 * The ratio of the subject `of` to the subject `to`. Without `to`: the value of `of`, in the finding's unit.
 */
export interface Comparison {
  readonly of: string
  readonly to?: string
  readonly goal?: Goal
}

export type Unit = 'requests/s' | 'rows/s' | 'ms' | 'MB' | 'kB' | 'bytes' | 'round trips'

/** The result of a measure. */
export interface Finding {
  readonly title: string
  readonly unit: Unit
  readonly subjects: readonly Subject[]
  readonly comparisons: readonly Comparison[]
  /** Conditions that a reader must know to interpret the figures. */
  readonly notes: readonly string[]
}
