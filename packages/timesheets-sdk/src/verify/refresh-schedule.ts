/** Whether keys must be fetched anew: not now, while the old ones go on serving, or before anything else. */
export type RefreshNeed = 'none' | 'background' | 'blocking'

export interface RefreshScheduleSettings {
  readonly jwksMaxAgeMs: number
  readonly jwksCooldownMs: number
  readonly jwksTimeoutMs: number
}

/**
 * When keys that were fetched once are fetched again: in the background from half of their maximum age on, so that
 * nobody waits while there is traffic; at the maximum age nothing goes on without asking the issuer.
 *
 * After a failure the issuer is left alone for the cooldown, and then asked in the background: an issuer that is away
 * for an hour slows down nobody. Only where nothing was tried for longer than that (no traffic) is it waited for again.
 */
export class RefreshSchedule {
  readonly #maxAgeMs: number
  readonly #cooldownMs: number
  readonly #patienceMs: number
  #fetchedAt = Number.NEGATIVE_INFINITY
  #failedAt = Number.NEGATIVE_INFINITY

  constructor({ jwksMaxAgeMs, jwksCooldownMs, jwksTimeoutMs }: RefreshScheduleSettings) {
    this.#maxAgeMs = jwksMaxAgeMs
    this.#cooldownMs = jwksCooldownMs
    // A retry begins one cooldown after the failure and ends within the timeout; until then it counts as being tried.
    this.#patienceMs = 2 * jwksCooldownMs + jwksTimeoutMs
  }

  /** Keys were got, with a fetch that began at `startedAt` (milliseconds since 1970). */
  succeeded(startedAt: number): void {
    this.#fetchedAt = startedAt
  }

  failed(nowMs: number): void {
    this.#failedAt = nowMs
  }

  need(nowMs: number): RefreshNeed {
    const age = nowMs - this.#fetchedAt
    if (isWithin(age, this.#maxAgeMs / 2)) return 'none'
    const sinceFailure = nowMs - this.#failedAt
    if (isWithin(sinceFailure, this.#cooldownMs)) return 'none'
    return isWithin(age, this.#maxAgeMs) || isWithin(sinceFailure, this.#patienceMs)
      ? 'background'
      : 'blocking'
  }
}

/** Whether that much time has passed, no more. A clock that was set back makes it negative: then nothing is known. */
export function isWithin(elapsedMs: number, limitMs: number): boolean {
  return elapsedMs >= 0 && elapsedMs < limitMs
}
