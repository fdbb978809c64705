import { type HeldBatch, HeldBatches, type HoldOptions } from '../../saving/held-batches.ts'
import type { LineChange } from '../../saving/line.ts'
import type { SaveQueue } from '../../saving/save-queue.ts'
import { createStore } from '../../store.ts'

export type BulkAction = 'change' | 'delete'

export interface BulkState {
  /** The changes that can be undone, by the id of their entry. */
  readonly held: ReadonlyMap<string, LineChange>
  /** The actions that can be undone, the newest last. */
  readonly batches: readonly HeldBatch<BulkAction>[]
  /** The result of the last action that was sent. */
  readonly outcome: BulkOutcome | undefined
}

export interface BulkOutcome {
  readonly action: BulkAction
  readonly done: number
  readonly refused: number
}

type BulkQueue = Pick<SaveQueue, 'wantAll' | 'settled' | 'find'>

/**
 * Changes and deletions of many entries. Each can be undone for ten seconds; then the queue saves it entry by
 * entry, as if it had been typed into the week. An external store without React.
 */
export class BulkEdits {
  readonly #queue: BulkQueue
  readonly #store = createStore<BulkState>({ held: new Map(), batches: [], outcome: undefined })
  readonly #batches: HeldBatches<BulkAction>
  readonly #sending = new Set<Promise<void>>()

  constructor(queue: BulkQueue, options?: HoldOptions) {
    this.#queue = queue
    this.#batches = new HeldBatches((batch) => {
      const sent = this.#send(batch).finally(() => this.#sending.delete(sent))
      this.#sending.add(sent)
    }, options)
  }

  readonly subscribe = this.#store.subscribe
  readonly getState = this.#store.getState

  /** Whether closing the page now would lose a change. */
  get hasUnsent(): boolean {
    return this.getState().held.size > 0
  }

  apply(action: BulkAction, changes: readonly LineChange[]): void {
    if (changes.length === 0) return
    const held = new Map(this.getState().held)
    for (const change of changes) held.set(change.target.key, change)
    this.#batches.hold(
      action,
      changes.map(({ target }) => target.key),
    )
    this.#store.setState({ held, batches: this.#batches.all, outcome: undefined })
  }

  /** Undoes the newest action. Returns the number of entries. */
  undo(): number {
    const undone = this.#batches.undo()
    if (undone.length > 0) this.#store.setState({ ...this.getState(), ...this.#without(undone) })
    return undone.length
  }

  /** Sends everything that waits. Resolves when it is saved, or needs the person or the network. */
  async flush(): Promise<void> {
    this.#batches.flush()
    await Promise.all(this.#sending)
  }

  async #send({ action, keys }: HeldBatch<BulkAction>): Promise<void> {
    const changes = keys.flatMap((key) => this.getState().held.get(key) ?? [])
    this.#queue.wantAll(changes)
    this.#store.setState({ ...this.getState(), ...this.#without(keys) })
    const dates = [...new Set(changes.map(({ target }) => target.date))]
    const settled = await this.#queue.settled(dates)
    if (settled !== 'saved' && settled !== 'stuck') return
    const refused = changes.filter(({ target }) => {
      const status = this.#queue.find(target)?.status
      return status === 'refused' || status === 'conflict'
    }).length
    const outcome = { action, done: changes.length - refused, refused }
    this.#store.setState({ ...this.getState(), outcome })
  }

  #without(keys: readonly string[]): Pick<BulkState, 'held' | 'batches'> {
    const held = new Map(this.getState().held)
    for (const key of keys) held.delete(key)
    return { held, batches: this.#batches.all }
  }
}
