import { exclusive } from '../auth/exclusive.ts'
import type { KeyValueStorage } from '../auth/key-value-storage.ts'
import { OutboxError } from './errors.ts'
import { type KnownFacts, nothingKnown } from './known-facts.ts'
import { isQueuedChange, type QueuedChange } from './queued-change.ts'

/** One owner's part of the storage, as one text: each change of it is atomic. */
export interface OutboxContent {
  readonly changes: readonly QueuedChange[]
  readonly known: KnownFacts
}

const format = 1

/** One owner's queue in a storage that other tabs or processes may use too. */
export class QueueStore {
  readonly #storage: KeyValueStorage
  readonly #key: string

  constructor(storage: KeyValueStorage, key: string) {
    this.#storage = storage
    this.#key = key
  }

  /** @throws {OutboxError} `unreadable` */
  async read(): Promise<OutboxContent> {
    const text = await this.#storage.getItem(this.#key)
    if (text === null) return { changes: [], known: nothingKnown }
    const content = parsed(text)
    if (isContent(content)) return content
    throw new OutboxError(
      'unreadable',
      `The queue under ${this.#key} is damaged, or was written by a later version. ` +
        'Update this program, or move the stored queue away to begin an empty one.',
    )
  }

  /** Replaces the content by what `edit` makes of it, while no other tab or process does. */
  async change<T>(edit: (content: OutboxContent) => readonly [OutboxContent, T]): Promise<T> {
    return this.#exclusive('change', async () => {
      const before = await this.read()
      const [after, result] = edit(before)
      if (after !== before) await this.#storage.setItem(this.#key, JSON.stringify({ format, ...after }))
      return result
    })
  }

  /** Runs work while nobody else sends from this queue. It may call `change`. */
  sending<T>(work: () => Promise<T>): Promise<T> {
    return this.#exclusive('send', work)
  }

  #exclusive<T>(purpose: string, work: () => Promise<T>): Promise<T> {
    const name = `${this.#key}:${purpose}`
    return this.#storage.exclusive?.(name, work) ?? exclusive(name, work)
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function isContent(value: unknown): value is OutboxContent {
  if (typeof value !== 'object' || value === null) return false
  const { format: kept, changes, known } = value as Partial<OutboxContent & { format: number }>
  return (
    kept === format &&
    Array.isArray(changes) &&
    changes.every(isQueuedChange) &&
    typeof known === 'object' &&
    known !== null
  )
}
