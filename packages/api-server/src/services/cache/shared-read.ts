interface Waiting {
  readonly resolve: () => void
  readonly reject: (error: unknown) => void
}

/**
 * One read for all who ask at the same time. Those who ask during a read share the next one, so that a read
 * never begins before the question.
 */
export class SharedRead {
  readonly #read: () => Promise<void>
  #waiting: Waiting[] = []
  #isReading = false

  constructor(read: () => Promise<void>) {
    this.#read = read
  }

  /** Resolves after a read that began later than this call. */
  ask(): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ resolve, reject })
      if (!this.#isReading) void this.#readAll()
    })
  }

  async #readAll(): Promise<void> {
    this.#isReading = true
    // Other requests of this turn of the event loop can join first.
    await new Promise((resolve) => setImmediate(resolve))
    while (this.#waiting.length > 0) {
      const asked = this.#waiting
      this.#waiting = []
      try {
        await this.#read()
        for (const { resolve } of asked) resolve()
      } catch (error) {
        for (const { reject } of asked) reject(error)
      }
    }
    this.#isReading = false
  }
}
