/** Whether keys must be fetched again: not now, in the background, or before they are used. */
export type RefreshNeed = 'none' | 'background' | 'blocking'

export interface RefreshScheduleSettings {
  readonly jwksMaxAgeMs: number
  readonly jwksCooldownMs: number
  readonly jwksTimeoutMs: number
}

/**
 * Decides when keys are fetched again. From half of their maximum age on, they are fetched in the background,
 * so that no request waits while there is traffic. At the maximum age, requests wait for the issuer.
 *
 * After a failure the issuer gets no requests for the cooldown; then keys are fetched in the background, so
 * that an issuer that is down for an hour delays nobody. Requests wait again only if no fetch was tried for
 * even longer.
 */
export class RefreshSchedule {
  readonly #maxAgeMs: number
  readonly #cooldownMs: number
  readonly #retryWindowMs: number
  #fetchedAt = Number.NEGATIVE_INFINITY
  #failedAt = Number.NEGATIVE_INFINITY

  constructor({ jwksMaxAgeMs, jwksCooldownMs, jwksTimeoutMs }: RefreshScheduleSettings) {
    this.#maxAgeMs = jwksMaxAgeMs
    this.#cooldownMs = jwksCooldownMs
    // A retry starts one cooldown after the failure and ends within the timeout.
    this.#retryWindowMs = 2 * jwksCooldownMs + jwksTimeoutMs
  }

  /** A fetch that started at `startedAtMs` (milliseconds since the epoch) returned keys. */
  succeeded(startedAtMs: number): void {
    this.#fetchedAt = startedAtMs
  }

  failed(nowMs: number): void {
    this.#failedAt = nowMs
  }

  need(nowMs: number): RefreshNeed {
    const age = nowMs - this.#fetchedAt
    if (isWithin(age, this.#maxAgeMs / 2)) return 'none'
    const sinceFailure = nowMs - this.#failedAt
    if (isWithin(sinceFailure, this.#cooldownMs)) return 'none'
    return isWithin(age, this.#maxAgeMs) || isWithin(sinceFailure, this.#retryWindowMs)
      ? 'background'
      : 'blocking'
  }
}

/**
 * Whether less than the limit has passed. False for negative times, which mean that the clock was set back.
 */
export function isWithin(elapsedMs: number, limitMs: number): boolean {
  return elapsedMs >= 0 && elapsedMs < limitMs
}
