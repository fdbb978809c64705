import { sql } from 'kysely'
import type { EngineName, Names, Reader, Transaction } from './engine.ts'

/** The number of the empty text: smaller than those of others. */
export const numberOfNoName = 0

// More names than a company has; fewer than would fill the memory if somebody makes them up.
const maximumCached = 100_000

/**
 * The table of names, and a cache of it. A name never changes or disappears, so that a number that was read
 * once stays valid. Only numbers of committed rows are cached: the database gives those of a transaction that
 * was rolled back to other texts.
 */
export class NameTable implements Names {
  readonly #engine: EngineName
  readonly #reader: Reader
  readonly #numbers = new Map<string, number>()
  readonly #texts = new Map<number, string>()

  /** @param reader reads outside transactions */
  constructor(engine: EngineName, reader: Reader) {
    this.#engine = engine
    this.#reader = reader
  }

  async ensure(transaction: Transaction, texts: Iterable<string>): Promise<(text: string) => number> {
    const unknown = unknownOf(texts, this.#numbers)
    if (unknown.length === 0) return (text) => found(this.#numbers.get(text), text)
    const numbers = await this.#find(transaction, 'text', unknown)
    // In one order, so that two processes never wait for each other.
    const missing = unknown.filter((text) => !numbers.has(text)).sort()
    if (missing.length > 0) {
      await transaction
        .insertInto('names')
        .values(missing.map((text) => ({ text })))
        .onConflict((conflict) => conflict.column('text').doNothing())
        .execute()
      for (const [text, id] of await this.#find(transaction, 'text', missing)) numbers.set(text, id)
    }
    return (text) => found(this.#numbers.get(text) ?? numbers.get(text), text)
  }

  async textsOf(reader: Reader, numbers: Iterable<number>): Promise<(number: number) => string> {
    const unknown = unknownOf(numbers, this.#texts)
    if (unknown.length === 0) return (number) => found(this.#texts.get(number), number)
    const texts = new Map<number, string>()
    for (const [text, id] of await this.#find(reader, 'id', unknown)) texts.set(id, text)
    return (number) => found(this.#texts.get(number) ?? texts.get(number), number)
  }

  async numbersOf(reader: Reader, texts: Iterable<string>): Promise<(text: string) => number | undefined> {
    const unknown = unknownOf(texts, this.#numbers)
    if (unknown.length === 0) return (text) => this.#numbers.get(text)
    const numbers = await this.#find(reader, 'text', unknown)
    return (text) => this.#numbers.get(text) ?? numbers.get(text)
  }

  /** Finds names by their numbers or texts, and caches those that are committed. */
  async #find(
    reader: Reader,
    column: 'id' | 'text',
    values: readonly (string | number)[],
  ): Promise<Map<string, number>> {
    const numbers = new Map<string, number>()
    // SQLite's connection for reading sees no row of a transaction. PostgreSQL's rows say who wrote them.
    for (const from of this.#engine === 'postgres' ? [reader] : new Set([this.#reader, reader])) {
      const isOwn =
        from === this.#reader
          ? sql<unknown>`false`
          : this.#engine === 'postgres'
            ? sql<unknown>`coalesce(xmin = pg_current_xact_id_if_assigned()::xid, false)`
            : sql<unknown>`true`
      const rows = await from
        .selectFrom('names')
        .select(['id', 'text', isOwn.as('isOwn')])
        .where(column, 'in', values)
        .execute()
      for (const { id, text, isOwn } of rows) {
        numbers.set(text, id)
        if (!isOwn && this.#texts.size < maximumCached) {
          this.#numbers.set(text, id)
          this.#texts.set(id, text)
        }
      }
      if (numbers.size === values.length) break
    }
    return numbers
  }
}

function unknownOf<Key>(keys: Iterable<Key>, known: ReadonlyMap<Key, unknown>): Key[] {
  const unknown = new Set<Key>()
  for (const key of keys) if (!known.has(key)) unknown.add(key)
  return [...unknown]
}

function found<Value>(value: Value | undefined, key: string | number): Value {
  if (value === undefined) throw new Error(`the table of names has no row for ${key}`)
  return value
}
