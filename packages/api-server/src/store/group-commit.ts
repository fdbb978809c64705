/** The options of a group commit. */
export interface GroupCommitOptions<Job, Result> {
  /** Runs jobs in one transaction. Resolves with their results, in order, when it is on disk. */
  readonly run: (jobs: readonly Job[]) => Promise<readonly PromiseSettledResult<Result>[]>
  /** Whether to run the jobs of a failed group one by one, so that only the job that caused it fails. */
  readonly isWorthSplitting: (error: unknown) => boolean
  /** The weight of a job. A group is full at `maximumWeight`, but a single job may exceed it. */
  readonly weightOf: (job: Job) => number
  readonly maximumWeight: number
  /**
   * A job is rejected with {@link QueueFullError} while so many wait, or the first one has waited so long.
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
 * in the order of their arrival; each resolves when its transaction is on disk.
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
    if (first && (this.#waiting.length >= maximumWaiting || nowMs - first.sinceMs > maximumWaitMs)) {
      return Promise.reject(new QueueFullError('too many writes wait'))
    }
    return new Promise((resolve, reject) => {
      this.#waiting.push({ job, resolve, reject, sinceMs: nowMs })
      this.#draining ??= this.#drain()
    })
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

  #takeGroup(): Waiting<Job, Result>[] {
    let weight = 0
    let size = 0
    for (const { job } of this.#waiting) {
      weight += this.#options.weightOf(job)
      if (size > 0 && weight > this.#options.maximumWeight) break
      size++
    }
    return this.#waiting.splice(0, size)
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
