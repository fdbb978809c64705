import {
  type IdempotencyKey,
  idempotencyLifetimeMs,
  idempotencyScopeOf,
  idempotencyScopeText,
  replayedAnswer,
} from '../decide/idempotency.ts'
import type { Caller } from '../rules/access.ts'

interface Kept {
  readonly bodyDigest: string
  readonly answer: string
  readonly createdAtMs: number
}

/** What was done under an `Idempotency-Key`, for when it comes again. */
export class KeptAnswers {
  readonly #kept = new Map<string, Kept>()

  /**
   * Does `work` once for a key, and returns what it returned, JSON through and through, when the key comes again.
   * @throws {HttpProblem} `idempotency_key_reused`
   */
  once<Answer>(
    caller: Caller,
    idempotency: IdempotencyKey | undefined,
    nowMs: number,
    work: () => Answer,
  ): Answer {
    if (!idempotency) return work()
    const scope = idempotencyScopeText(idempotencyScopeOf(caller, idempotency))
    const kept = this.#kept.get(scope)
    if (kept && kept.createdAtMs > nowMs - idempotencyLifetimeMs) return replayedAnswer(kept, idempotency)
    const answer = work()
    const { bodyDigest } = idempotency
    this.#kept.set(scope, { bodyDigest, answer: JSON.stringify(answer), createdAtMs: nowMs })
    return answer
  }

  clear(): void {
    this.#kept.clear()
  }
}
