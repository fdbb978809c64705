import { byTimer, type Schedule } from './schedule.ts'

/** How long an action on many things can be undone. */
export const undoMs = 10_000

/** Things that one action concerns. They are released together. */
export interface HeldBatch<Action> {
  readonly action: Action
  /** Their names. */
  readonly keys: readonly string[]
  /** When it is released. Milliseconds since the epoch. */
  readonly dueMs: number
}

export interface HoldOptions {
  readonly now?: () => number
  readonly schedule?: Schedule
}

/** Holds each action back for ten seconds, so that undoing it leaves no trace. */
export class HeldBatches<Action> {
  readonly #release: (batch: HeldBatch<Action>) => void
  readonly #now: () => number
  readonly #schedule: Schedule
  readonly #timers = new Map<number, () => void>()
  #held: readonly (HeldBatch<Action> & { readonly id: number })[] = []
  #lastId = 0

  constructor(
    release: (batch: HeldBatch<Action>) => void,
    { now = Date.now, schedule = byTimer }: HoldOptions = {},
  ) {
    this.#release = release
    this.#now = now
    this.#schedule = schedule
  }

  /** Those that can be undone, the newest last. */
  get all(): readonly HeldBatch<Action>[] {
    return this.#held
  }

  hold(action: Action, keys: readonly string[]): void {
    this.#lastId += 1
    const id = this.#lastId
    this.#held = [...this.#held, { id, action, keys, dueMs: this.#now() + undoMs }]
    this.#timers.set(
      id,
      this.#schedule(() => this.#end(id), undoMs),
    )
  }

  /** Takes back the newest batch, or one thing of any. Returns what was taken back. */
  undo(key?: string): readonly string[] {
    const batch = key ? this.#held.find(({ keys }) => keys.includes(key)) : this.#held.at(-1)
    if (!batch) return []
    const undone = key ? [key] : batch.keys
    const keys = batch.keys.filter((one) => !undone.includes(one))
    if (keys.length === 0) this.#forget(batch.id)
    else this.#held = this.#held.map((one) => (one === batch ? { ...batch, keys } : one))
    return undone
  }

  /** Releases everything now. */
  flush(): void {
    for (const { id } of this.#held) this.#end(id)
  }

  #end(id: number): void {
    const batch = this.#held.find((one) => one.id === id)
    if (!batch) return
    this.#forget(id)
    this.#release(batch)
  }

  #forget(id: number): void {
    this.#timers.get(id)?.()
    this.#timers.delete(id)
    this.#held = this.#held.filter((one) => one.id !== id)
  }
}
