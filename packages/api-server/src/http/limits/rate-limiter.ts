export interface RateLimiterOptions {
  /** How many a window lets pass for each key. */
  readonly limit: number
  readonly windowMs: number
  /** How many keys are counted at once; past that the one counted first is forgotten. Default 100,000. */
  readonly maximumKeys?: number
  /** The clock, in milliseconds. */
  readonly now: () => number
}

export interface RateLimitState {
  readonly allowed: boolean
  /** How many more may follow in this window. */
  readonly remaining: number
  readonly secondsToReset: number
}

/**
 * Counts by key in fixed windows, which are the same for all keys: one look-up and no allocation but the answer, and
 * memory that is bounded whoever calls. It counts in this process alone.
 */
export class RateLimiter {
  readonly #limit: number
  readonly #windowMs: number
  readonly #maximumKeys: number
  readonly #now: () => number
  readonly #counts = new Map<string, { count: number }>()
  #windowEndsAtMs: number

  constructor(options: RateLimiterOptions) {
    this.#limit = options.limit
    this.#windowMs = options.windowMs
    this.#maximumKeys = options.maximumKeys ?? 100_000
    this.#now = options.now
    this.#windowEndsAtMs = this.#now() + this.#windowMs
  }

  /** Counts one for `key`. */
  take(key: string): RateLimitState {
    const nowMs = this.#now()
    // Also when the clock was set back by more than a window, which would keep everybody out until it caught up.
    if (nowMs >= this.#windowEndsAtMs || nowMs < this.#windowEndsAtMs - 2 * this.#windowMs) {
      this.#counts.clear()
      this.#windowEndsAtMs = nowMs + this.#windowMs
    }
    let counter = this.#counts.get(key)
    if (!counter) {
      if (this.#counts.size >= this.#maximumKeys) this.#forgetFirst()
      counter = { count: 0 }
      this.#counts.set(key, counter)
    }
    counter.count++
    return {
      allowed: counter.count <= this.#limit,
      remaining: Math.max(0, this.#limit - counter.count),
      secondsToReset: Math.max(1, Math.ceil((this.#windowEndsAtMs - nowMs) / 1_000)),
    }
  }

  #forgetFirst(): void {
    for (const key of this.#counts.keys()) {
      this.#counts.delete(key)
      return
    }
  }
}
