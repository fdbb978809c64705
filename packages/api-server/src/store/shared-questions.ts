interface Waiting<Question, Result> {
  readonly question: Question
  readonly resolve: (result: Result) => void
  readonly reject: (error: unknown) => void
}

/**
 * One read, with one result, for all questions at the same time: those that come during a read share the next
 * one, so that no result is older than its question.
 */
export class SharedQuestions<Question, Result> {
  readonly #read: (questions: readonly Question[]) => Promise<Result>
  #waiting: Waiting<Question, Result>[] = []
  #isReading = false

  /** @param read returns a result that is right for each of the questions */
  constructor(read: (questions: readonly Question[]) => Promise<Result>) {
    this.#read = read
  }

  ask(question: Question): Promise<Result> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ question, resolve, reject })
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
        const result = await this.#read(asked.map(({ question }) => question))
        for (const { resolve } of asked) resolve(result)
      } catch (error) {
        for (const { reject } of asked) reject(error)
      }
    }
    this.#isReading = false
  }
}
