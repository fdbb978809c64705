import type { SharedCounts } from '../../shared-counts.ts'
import type { RateLimiterOptions, RateLimitState } from './rate-limiter.ts'

/** For each key of an addition, the sum of all processes before it. */
type Befores = ReadonlyMap<string, number>

interface Counter {
  /** The sum of all processes, as far as this one knows. */
  known: number
  /** Counted here and not yet part of the sum: on the way, and to be sent. */
  sent: number
  unsent: number
}

/**
 * Counts by key in fixed windows that all processes share. A request waits for the sum of all processes only
 * if more than a hundredth of the limit is not yet part of it. So no caller passes the limit by more than a
 * hundredth for each process, and not at all with a limit below 100. From half of that on, counts are added
 * without waiting. A caller with fewer requests in a window is never added: each count is a commit, and most
 * callers come nowhere near the limit.
 *
 * While the counts are unavailable, each process counts for itself.
 */
export class SharedRateLimiter {
  readonly #options: RateLimiterOptions
  readonly #counts: SharedCounts
  readonly #allowance: number
  readonly #counters = new Map<string, Counter>()
  #windowStartMs: number
  #underWay: Promise<unknown> = Promise.resolve()
  #next: Promise<Befores> | undefined

  constructor(options: RateLimiterOptions, counts: SharedCounts) {
    this.#options = options
    this.#counts = counts
    this.#allowance = Math.floor(options.limit / 100)
    this.#windowStartMs = this.#currentWindow()
  }

  /** Counts one for `key`. */
  take(key: string): RateLimitState | Promise<RateLimitState> {
    const { limit, maximumKeys = 100_000 } = this.#options
    const window = this.#currentWindow()
    if (window !== this.#windowStartMs) {
      this.#counters.clear()
      this.#windowStartMs = window
    }
    let counter = this.#counters.get(key)
    if (!counter) {
      if (this.#counters.size >= maximumKeys) this.#forgetFirst()
      counter = { known: 0, sent: 0, unsent: 0 }
      this.#counters.set(key, counter)
    }
    // A rejected request is not added: a flood costs the database nothing.
    if (counter.known + counter.sent + counter.unsent >= limit) return this.#state(false, counter)
    counter.unsent++
    if (counter.sent + counter.unsent > this.#allowance) return this.#confirmed(key, counter)
    if (counter.unsent > this.#allowance / 2) void this.#add()
    return this.#state(true, counter)
  }

  async #confirmed(key: string, counter: Counter): Promise<RateLimitState> {
    const place = counter.unsent
    const befores = await this.#add()
    return this.#state((befores.get(key) ?? 0) + place <= this.#options.limit, counter)
  }

  /** Adds what is not sent yet. One addition at a time: what comes during one shares the next. */
  #add(): Promise<Befores> {
    this.#next ??= this.#underWay.then(() => this.#send())
    return this.#next
  }

  async #send(): Promise<Befores> {
    this.#next = undefined
    const sending = [...this.#counters].filter(([, { unsent }]) => unsent > 0)
    if (sending.length === 0) return new Map()
    const counts = new Map(sending.map(([key, { unsent }]) => [key, unsent]))
    for (const [, counter] of sending) {
      counter.sent = counter.unsent
      counter.unsent = 0
    }
    const addition = this.#counts.add(this.#windowStartMs, counts).catch(() => undefined)
    this.#underWay = addition
    const sums = await addition
    return new Map(
      sending.map(([key, counter]) => {
        const own = counter.sent
        counter.sent = 0
        counter.known = sums?.get(key) ?? counter.known + own
        return [key, counter.known - own]
      }),
    )
  }

  #state(allowed: boolean, { known, sent, unsent }: Counter): RateLimitState {
    const { limit, windowMs, now } = this.#options
    return {
      allowed,
      remaining: Math.max(0, limit - known - sent - unsent),
      secondsToReset: Math.max(1, Math.ceil((this.#windowStartMs + windowMs - now()) / 1_000)),
    }
  }

  #currentWindow(): number {
    const { windowMs, now } = this.#options
    return Math.floor(now() / windowMs) * windowMs
  }

  #forgetFirst(): void {
    for (const key of this.#counters.keys()) {
      this.#counters.delete(key)
      return
    }
  }
}
