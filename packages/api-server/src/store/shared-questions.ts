interface Waiting<Question, Result> {
  readonly question: Question
  readonly resolve: (result: Result) => void
  readonly reject: (error: unknown) => void
}

/**
 * One read for all questions at the same time: those that come during a read share the next one, so that no
 * result is older than its question.
 */
export class SharedQuestions<Question, Result> {
  readonly #read: (questions: readonly Question[]) => Promise<readonly Result[]>
  #waiting: Waiting<Question, Result>[] = []
  #isReading = false

  /** @param read returns the results in the order of the questions */
  constructor(read: (questions: readonly Question[]) => Promise<readonly Result[]>) {
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
        const results = await this.#read(asked.map(({ question }) => question))
        asked.forEach(({ resolve }, place) => {
          resolve(results[place] as Result)
        })
      } catch (error) {
        for (const { reject } of asked) reject(error)
      }
    }
    this.#isReading = false
  }
}
