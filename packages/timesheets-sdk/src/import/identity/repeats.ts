import { ImportError } from '../errors.ts'
import { KeyTable } from './key-table.ts'
import { textKey } from './text-key.ts'

/** What a row is known by in the API: one entry each. */
export interface GivenIds {
  readonly id: string
  readonly externalId: string
  /** Of one source, two people may have entries of the same external id. */
  readonly person: string
}

/** The lines that an id is in first. */
interface Lines {
  readonly first: number
  readonly second: number
}

/** A file with more is wrong as a whole, and would fill memory. */
const mostRepeated = 10_000

/**
 * Finds the ids that more than one row of a file has. To know them, the whole file has to be read before the first row is
 * pushed; what is kept for that is 12 bytes for a row that has an id and the room to grow, until {@link forgetOthers}.
 */
export class Repeats {
  readonly #lineOf = new KeyTable()
  readonly #lines = new Map<string, Lines>()

  add(ids: GivenIds, line: number): void {
    for (const key of keysOf(ids)) {
      const [first, second] = textKey(key)
      const known = this.#lineOf.putIfAbsent(first, second, line)
      if (known !== 0 && !this.#lines.has(key)) this.#repeat(key, known, line)
    }
  }

  /** Every row was added: only what is repeated is kept. */
  forgetOthers(): void {
    this.#lineOf.clear()
  }

  /** The member of a row that another row has as well, and the first other line. */
  find(
    ids: GivenIds,
    line: number,
  ): { readonly member: 'id' | 'externalId'; readonly line: number } | undefined {
    if (this.#lines.size === 0) return undefined
    for (const key of keysOf(ids)) {
      const lines = this.#lines.get(key)
      const member = key.startsWith('id') ? 'id' : 'externalId'
      if (lines) return { member, line: lines.first === line ? lines.second : lines.first }
    }
    return undefined
  }

  #repeat(key: string, first: number, second: number): void {
    if (this.#lines.size === mostRepeated) {
      const message = `more than ${mostRepeated} ids are there twice: is the file put together from two of the same?`
      throw new ImportError('repeated_ids', message, second)
    }
    // A copy: a part of a text keeps the whole alive, which is a piece of the file.
    this.#lines.set(JSON.parse(JSON.stringify(key)), { first, second })
  }
}

function* keysOf({ id, externalId, person }: GivenIds): Generator<string> {
  if (id !== '') yield `id\n${id.toLowerCase()}`
  if (externalId !== '') yield `externalId\n${externalId}\n${person}`
}
