import type { Schedule } from './schedule.ts'

const firstDelayMs = 2_000
const lastDelayMs = 30_000

/** Tries again after a while, which doubles with each failure. */
export class RetryTimer {
  readonly #schedule: Schedule
  #failures = 0
  #stop: (() => void) | undefined

  constructor(schedule: Schedule) {
    this.#schedule = schedule
  }

  /** Calls `act` once after the delay. Does nothing while an earlier call waits. */
  start(act: () => void): void {
    if (this.#stop) return
    const delayMs = Math.min(lastDelayMs, firstDelayMs * 2 ** this.#failures)
    this.#failures += 1
    this.#stop = this.#schedule(() => {
      this.#stop = undefined
      act()
    }, delayMs)
  }

  /** After a success: the next delay is the first again. */
  succeeded(): void {
    this.#failures = 0
  }

  stop(): void {
    this.#stop?.()
    this.#stop = undefined
  }
}
