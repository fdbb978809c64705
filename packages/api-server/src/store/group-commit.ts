import { nextGroup } from './turns.ts'

/** The options of a group commit. */
export interface GroupCommitOptions<Job, Result> {
  /**
   * Runs jobs in one transaction. Resolves with their results, in order, when it is on disk.
   * @param decided call it when nothing is left to do but the commit
   */
  readonly run: (
    jobs: readonly Job[],
    decided: () => void,
  ) => Promise<readonly PromiseSettledResult<Result>[]>
  /** Whether the next group may begin while a decided one is being committed. Default: no. */
  readonly mayOverlap?: boolean
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

// A third one would have to wait for the first in the database, with its locks.
const mostAtOnce = 2

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
  /** The number of groups that are not on disk yet. */
  #underWay = 0
  /** Whether a group is about to begin, or is not decided yet. */
  #isDeciding = false
  #idlers: (() => void)[] = []

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
      if (this.#isDeciding || this.#underWay === mostAtOnce) return
      this.#isDeciding = true
      // Collects the requests of one turn of the event loop.
      setImmediate(() => this.#beginNext())
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
    if (this.#isDeciding || this.#underWay > 0)
      await new Promise<void>((resolve) => this.#idlers.push(resolve))
  }

  #beginNext(): void {
    this.#isDeciding = this.#waiting.length > 0 && this.#underWay < mostAtOnce
    if (this.#isDeciding) void this.#run(this.#takeGroup())
  }

  async #run(group: readonly Waiting<Job, Result>[]): Promise<void> {
    this.#underWay++
    let isDecided = false
    await this.#runGroup(group, () => {
      if (isDecided || !this.#options.mayOverlap) return
      isDecided = true
      this.#beginNext()
    })
    this.#underWay--
    if (!(isDecided && this.#isDeciding)) this.#beginNext()
    if (this.#isDeciding || this.#underWay > 0) return
    for (const resolve of this.#idlers.splice(0)) resolve()
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

  async #runGroup(group: readonly Waiting<Job, Result>[], decided: () => void): Promise<void> {
    try {
      const results = await this.#options.run(
        group.map(({ job }) => job),
        decided,
      )
      group.forEach(({ resolve, reject }, index) => {
        const result = results[index]
        if (result?.status === 'fulfilled') resolve(result.value)
        else reject(result?.reason)
      })
    } catch (error) {
      if (group.length > 1 && this.#options.isWorthSplitting(error)) {
        for (const waiting of group) await this.#runGroup([waiting], () => {})
      } else {
        for (const { reject } of group) reject(error)
      }
    }
  }
}
