/** What one round of one subject came to. */
export interface Sample {
  /** In the unit of the finding. */
  readonly value: number
  /** Processor time of the subject's process for each request or row, in microseconds; where the system tells it. */
  readonly cpuMicroseconds?: number | undefined
  /** How much of one core the subject's process had, 0 to 1 and above with several threads. */
  readonly coreShare?: number | undefined
}

/** Something that is measured beside others, with a sample for each round. */
export interface Subject {
  readonly name: string
  readonly samples: readonly Sample[]
}

/** What a comparison is to reach. */
export type Goal = { readonly atLeast: number } | { readonly atMost: number }

/** One subject held against another: the ratio of `of` to `to`. Without `to`: its own value, in the finding's unit. */
export interface Comparison {
  readonly of: string
  readonly to?: string
  readonly goal?: Goal
}

export type Unit = 'requests/s' | 'rows/s' | 'ms' | 'MB' | 'kB'

/** What a measure found. */
export interface Finding {
  readonly title: string
  readonly unit: Unit
  readonly subjects: readonly Subject[]
  readonly comparisons: readonly Comparison[]
  /** What a reader has to know to take the figures for what they are. */
  readonly notes: readonly string[]
}
