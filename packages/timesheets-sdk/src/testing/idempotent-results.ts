import {
  type IdempotencyKey,
  idempotencyLifetimeMs,
  idempotencyScopeOf,
  idempotencyScopeText,
  replayedResult,
} from '../decide/idempotency.ts'
import type { Caller } from '../rules/access.ts'

interface KeptResult {
  readonly bodyDigest: string
  readonly json: string
  readonly createdAtMs: number
}

/** The results of requests with an `Idempotency-Key`, for their repetitions. */
export class IdempotentResults {
  readonly #kept = new Map<string, KeptResult>()

  /**
   * Does `work` once for a key, and returns its result, as plain JSON, when the key comes again.
   *
   * @throws {HttpProblem} `idempotency_key_reused`
   */
  once<Result>(
    caller: Caller,
    idempotency: IdempotencyKey | undefined,
    nowMs: number,
    work: () => Result,
  ): Result {
    if (!idempotency) return work()
    const scope = idempotencyScopeText(idempotencyScopeOf(caller, idempotency))
    const kept = this.#kept.get(scope)
    if (kept && kept.createdAtMs > nowMs - idempotencyLifetimeMs) {
      return replayedResult(kept.json, kept.bodyDigest, idempotency)
    }
    const result = work()
    const { bodyDigest } = idempotency
    this.#kept.set(scope, { bodyDigest, json: JSON.stringify(result), createdAtMs: nowMs })
    return result
  }

  clear(): void {
    this.#kept.clear()
  }
}
