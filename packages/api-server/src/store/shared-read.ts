/**
 * One read for all who ask at the same time: whoever asks while a read is under way shares the next one, which begins
 * after that. So what is answered is never older than the question.
 */
export class SharedRead<T> {
  readonly #read: () => Promise<T>
  #underWay: Promise<unknown> = Promise.resolve()
  #next: Promise<T> | undefined

  constructor(read: () => Promise<T>) {
    this.#read = read
  }

  ask(): Promise<T> {
    this.#next ??= this.#begin()
    return this.#next
  }

  async #begin(): Promise<T> {
    await this.#underWay
    // Whoever else has a request in this turn of the event loop asks before the next one.
    await new Promise((resolve) => setImmediate(resolve))
    this.#next = undefined
    const answer = this.#read()
    this.#underWay = answer.catch(() => {})
    return answer
  }
}
