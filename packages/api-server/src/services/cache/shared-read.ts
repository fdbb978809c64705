interface Waiting {
  readonly resolve: () => void
  readonly reject: (error: unknown) => void
}

// With more, a database far away would be asked in each turn of the event loop.
const mostAtOnce = 4

/**
 * One read for all who ask in the same turn of the event loop. Those who ask during a read share a later one,
 * so that a read never begins before the question. While the database is far away, a few reads are under way
 * at a time.
 */
export class SharedRead {
  readonly #read: () => Promise<void>
  #waiting: Waiting[] = []
  #isScheduled = false
  #underWay = 0

  constructor(read: () => Promise<void>) {
    this.#read = read
  }

  /** Resolves after a read that began later than this call. */
  ask(): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ resolve, reject })
      this.#schedule()
    })
  }

  #schedule(): void {
    if (this.#isScheduled || this.#underWay === mostAtOnce || this.#waiting.length === 0) return
    this.#isScheduled = true
    // Other requests of this turn of the event loop can join first.
    setImmediate(() => {
      this.#isScheduled = false
      void this.#readForWaiting()
    })
  }

  async #readForWaiting(): Promise<void> {
    const asked = this.#waiting
    this.#waiting = []
    this.#underWay++
    try {
      await this.#read()
      for (const { resolve } of asked) resolve()
    } catch (error) {
      for (const { reject } of asked) reject(error)
    } finally {
      this.#underWay--
      this.#schedule()
    }
  }
}
