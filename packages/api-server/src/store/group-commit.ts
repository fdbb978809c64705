import { nextGroup } from './turns.ts'

/** The options of a group commit. */
export interface GroupCommitOptions<Job, Result> {
  /** Runs jobs in one transaction. Resolves with their results, in order, when it is on disk. */
  readonly run: (jobs: readonly Job[]) => Promise<readonly PromiseSettledResult<Result>[]>
  /** Whether to run the jobs of a failed group one by one, so that only the job that caused it fails. */
  readonly isWorthSplitting: (error: unknown) => boolean
  /** The weight of a job. A group is full at `maximumWeight`, but a single job may exceed it. */
  readonly weightOf: (job: Job) => number
  readonly maximumWeight: number
  /** Callers take turns when not all jobs fit into a group. Default: all jobs are of one caller. */
  readonly callerOf?: (job: Job) => string
  /**
   * A job is rejected with {@link QueueFullError} while so many wait, or the first one has waited so long, if
   * its caller has waiting jobs already: a flood of one caller does not keep the others out.
   */
  readonly maximumWaiting?: number
  readonly maximumWaitMs?: number
}

/** Too many jobs wait, or for too long. */
export class QueueFullError extends Error {
  override readonly name = 'QueueFullError'
}

interface Waiting<Job, Result> {
  readonly job: Job
  readonly resolve: (result: Result) => void
  readonly reject: (error: unknown) => void
  readonly sinceMs: number
}

/**
 * Lets writes that arrive during a commit share the next transaction, and so one flush to the disk. Jobs run
 * in the order of their arrival, or in turns of the callers if there are more than fit into a group; each
 * resolves when its transaction is on disk.
 */
export class GroupCommit<Job, Result> {
  readonly #options: GroupCommitOptions<Job, Result>
  #waiting: Waiting<Job, Result>[] = []
  #draining: Promise<void> | undefined

  constructor(options: GroupCommitOptions<Job, Result>) {
    this.#options = options
  }

  /** Resolves, or rejects with the job's own error, after its transaction. */
  submit(job: Job): Promise<Result> {
    const nowMs = performance.now()
    const [first] = this.#waiting
    const { maximumWaiting = Number.POSITIVE_INFINITY, maximumWaitMs = Number.POSITIVE_INFINITY } =
      this.#options
    const isFull = this.#waiting.length >= maximumWaiting
    if (first && (isFull || nowMs - first.sinceMs > maximumWaitMs)) {
      const own = this.#firstOf(job)
      if (own && (isFull || nowMs - own.sinceMs > maximumWaitMs)) {
        return Promise.reject(new QueueFullError('too many writes wait'))
      }
    }
    return new Promise((resolve, reject) => {
      this.#waiting.push({ job, resolve, reject, sinceMs: nowMs })
      this.#draining ??= this.#drain()
    })
  }

  /** The jobs that wait, and for how long the first one has. */
  get backlog(): { readonly waiting: number; readonly ageSeconds: number } {
    const [first] = this.#waiting
    return {
      waiting: this.#waiting.length,
      ageSeconds: first ? (performance.now() - first.sinceMs) / 1_000 : 0,
    }
  }

  /** Resolves when every submitted job has settled. */
  async idle(): Promise<void> {
    while (this.#draining) await this.#draining
  }

  async #drain(): Promise<void> {
    // Collects the requests of one turn of the event loop before the first transaction.
    await new Promise((resolve) => setImmediate(resolve))
    while (this.#waiting.length > 0) await this.#runGroup(this.#takeGroup())
    // In the same turn as the check above, so that no job waits for a drain that has ended.
    this.#draining = undefined
  }

  #takeGroup(): readonly Waiting<Job, Result>[] {
    const { weightOf, maximumWeight, callerOf = () => '' } = this.#options
    const group = nextGroup(this.#waiting, {
      weightOf: ({ job }) => weightOf(job),
      maximumWeight,
      callerOf: ({ job }) => callerOf(job),
    })
    if (group === this.#waiting) this.#waiting = []
    else {
      const taken = new Set(group)
      this.#waiting = this.#waiting.filter((waiting) => !taken.has(waiting))
    }
    return group
  }

  #firstOf(job: Job): Waiting<Job, Result> | undefined {
    const { callerOf = () => '' } = this.#options
    const caller = callerOf(job)
    return this.#waiting.find((waiting) => callerOf(waiting.job) === caller)
  }

  async #runGroup(group: readonly Waiting<Job, Result>[]): Promise<void> {
    try {
      const results = await this.#options.run(group.map(({ job }) => job))
      group.forEach(({ resolve, reject }, index) => {
        const result = results[index]
        if (result?.status === 'fulfilled') resolve(result.value)
        else reject(result?.reason)
      })
    } catch (error) {
      if (group.length > 1 && this.#options.isWorthSplitting(error)) {
        for (const waiting of group) await this.#runGroup([waiting])
      } else {
        for (const { reject } of group) reject(error)
      }
    }
  }
}
