import { problem } from 'timesheets-sdk/contract'
import { ProblemError, type WriteRequest, type WriteResult, type WriteResults } from 'timesheets-sdk/decide'
import { defaultPolicy } from 'timesheets-sdk/model'
import { ConflictError, DatabaseUnavailableError, type Engine, type Transaction } from '../../store/engine.ts'
import { GroupCommit, QueueFullError } from '../../store/group-commit.ts'
import { keyTextOf } from './idempotency.ts'
import { type Assumed, databaseUnavailable, writeGroup } from './write-group.ts'

// A group holds its locks while it is written: larger groups are slower than several.
const defaultMaximumEntriesInGroup = 2_000
const maximumTries = 10
// Beyond this, requests are rejected at once: their clients would give up before their turn.
const maximumWaiting = 5_000
const maximumWaitMs = 5_000

/** Runs write requests: those that arrive during a commit share the next one. */
export class Writer {
  readonly #engine: Engine
  readonly #now: () => number
  readonly #commits: GroupCommit<WriteRequest, WriteResult>
  readonly #keysInUse = new Set<string>()
  readonly #assumed: Assumed = { policy: defaultPolicy, storedWeeks: new Set() }

  /** @param maximumEntriesInGroup default 2,000; a larger request has its own transaction */
  constructor(engine: Engine, now: () => number, maximumEntriesInGroup = defaultMaximumEntriesInGroup) {
    this.#engine = engine
    this.#now = now
    this.#commits = new GroupCommit({
      run: (requests, decided) =>
        this.transact(async (transaction) => {
          const results = await writeGroup(engine, transaction, requests, this.#now(), this.#assumed)
          decided()
          return results
        }),
      // SQLite has one writer at a time. On PostgreSQL the locks of a group order it with the next one, as
      // they do with groups of other processes.
      mayOverlap: engine.readsRaceWithWriters,
      isWorthSplitting: (error) => !(error instanceof ProblemError),
      weightOf: (request) => (request.kind === 'push' ? request.items.length : 1),
      maximumWeight: maximumEntriesInGroup,
      callerOf: ({ caller }) => `${caller.clientId} ${caller.subject}`,
      maximumWaiting,
      maximumWaitMs,
    })
  }

  /**
   * Resolves with the result when the write is on disk.
   * @throws {ProblemError} if a rule rejects it, its key is in use, or the database is unavailable
   */
  async write<R extends WriteRequest>(request: R): Promise<WriteResults[R['kind']]> {
    const key = keyTextOf(request)
    if (key === undefined) return this.#submit(request)
    if (this.#keysInUse.has(key)) {
      const detail = 'a request with this Idempotency-Key is still in progress: wait for its response'
      throw new ProblemError(problem('idempotency_key_in_use', detail))
    }
    this.#keysInUse.add(key)
    try {
      return await this.#submit(request)
    } finally {
      this.#keysInUse.delete(key)
    }
  }

  /** The writes that wait for a transaction. */
  get backlog() {
    return this.#commits.backlog
  }

  /** Does everything that {@link write} does in a real transaction, and rolls it back. */
  async rehearse<R extends WriteRequest>(request: R): Promise<WriteResults[R['kind']]> {
    const rehearsal = new Rehearsal()
    try {
      await this.transact(async (transaction) => {
        rehearsal.results = await writeGroup(this.#engine, transaction, [request], this.#now(), this.#assumed)
        // Everything is sent before the rollback, so that the database can reject it.
        await this.#engine.flush(transaction)
        throw rehearsal
      })
    } catch (error) {
      if (error !== rehearsal) throw error
    }
    const [result] = rehearsal.results
    if (result?.status !== 'fulfilled') throw result?.reason
    return result.value as WriteResults[R['kind']]
  }

  /** Runs a transaction, and repeats it after a conflict with another one. */
  async transact<T>(work: (transaction: Transaction) => Promise<T>): Promise<T> {
    for (let tries = 1; ; tries++) {
      try {
        return await this.#engine.transaction(work)
      } catch (error) {
        if (error instanceof DatabaseUnavailableError) throw databaseUnavailable(error)
        if (!(error instanceof ConflictError) || tries >= maximumTries) throw error
      }
    }
  }

  /** Resolves when every accepted write is complete. */
  idle(): Promise<void> {
    return this.#commits.idle()
  }

  async #submit<R extends WriteRequest>(request: R): Promise<WriteResults[R['kind']]> {
    try {
      return (await this.#commits.submit(request)) as WriteResults[R['kind']]
    } catch (error) {
      if (!(error instanceof QueueFullError)) throw error
      throw new ProblemError(problem('overloaded', 'too many writes wait: try again in a few seconds'))
    }
  }
}

/** Thrown to roll a rehearsal back; carries its results. */
class Rehearsal extends Error {
  results: PromiseSettledResult<WriteResult>[] = []
}
