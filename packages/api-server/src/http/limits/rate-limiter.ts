export interface RateLimiterOptions {
  /** The number of requests allowed per key and window. */
  readonly limit: number
  readonly windowMs: number
  /** The most keys counted at once; above it, the oldest one is dropped. Default 100,000. */
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
 * Counts by key in fixed windows that all keys share: one lookup per request, and bounded memory. It counts
 * in this process only.
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
    // Also if the clock was set back by more than a window, which would block everybody until it caught up.
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
