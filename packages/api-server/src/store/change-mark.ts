import type { Engine } from './engine.ts'

/** Reads {@link Engine.changeMark}, once for all who wait: it costs as much as the rest of a response. */
export type ChangeMark = () => Promise<string | undefined>

export function changeMarkOf(engine: Pick<Engine, 'changeMark'>): ChangeMark {
  const shared = new SharedRead(() => engine.changeMark())
  return () => shared.ask()
}

/**
 * One read for all callers at the same time: a caller who asks during a read shares the next one, so that a
 * result is never older than its request.
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
    // Other requests of this turn of the event loop can join first.
    await new Promise((resolve) => setImmediate(resolve))
    this.#next = undefined
    const result = this.#read()
    this.#underWay = result.catch(() => {})
    return result
  }
}
