import { textKey } from './text-key.ts'

/** A row of an export, with the texts to order equal rows by. */
export interface OrderedRow {
  /** Person, day, start, client, project, task: rows with the same identity only differ by their number. */
  readonly identity: string
  /** Sort keys, the ones that are corrected least often first. */
  readonly contents: readonly string[]
}

/**
 * Numbers rows with the same identity by their content, so that the numbers do not depend on the order of the
 * export. Rows with the same content keep their order. It keeps 16 bytes per row.
 */
export class ContentOrder {
  readonly #identities = new NumberList()
  readonly #contents = new NumberList()

  /** Adds the next row; `undefined` if it is not an entry. */
  add(row: OrderedRow | undefined): void {
    this.#identities.push(row === undefined ? -1 : numberOf(row.identity))
    this.#contents.push(row === undefined ? 0 : rankOf(row.contents))
  }

  /** The number of each row among rows with the same identity, from 1, in the order of adding. */
  places(): Uint32Array {
    const identities = this.#identities.values
    const contents = this.#contents.values
    const at = (numbers: Float64Array, row: number) => numbers[row] ?? 0
    const order = Uint32Array.from(identities.keys()).sort(
      (one, other) =>
        at(identities, one) - at(identities, other) || at(contents, one) - at(contents, other) || one - other,
    )
    const places = new Uint32Array(identities.length)
    let place = 0
    order.forEach((row, position) => {
      const isEqual = position > 0 && identities[row] === identities[order[position - 1] ?? 0]
      place = isEqual ? place + 1 : 1
      places[row] = place
    })
    return places
  }
}

/** A list that takes 8 bytes per number and free space. */
class NumberList {
  #numbers = new Float64Array(1_024)
  #length = 0

  push(number: number): void {
    if (this.#length === this.#numbers.length) {
      const old = this.#numbers
      this.#numbers = new Float64Array(old.length * 2)
      this.#numbers.set(old)
    }
    this.#numbers[this.#length++] = number
  }

  get values(): Float64Array {
    return this.#numbers.subarray(0, this.#length)
  }
}

const hashBits = 53

/** One number that sorts like the contents one after the other: 26 bits of the first, 20 of the second. */
function rankOf([first = '', second = '', ...others]: readonly string[]): number {
  const leading = (text: string, bits: number) => Math.floor(numberOf(text) / 2 ** (hashBits - bits))
  return leading(first, 26) * 2 ** 27 + leading(second, 20) * 2 ** 7 + leading(others.join('\n'), 7)
}

/** A 53-bit hash of a text. */
function numberOf(text: string): number {
  const [first, second] = textKey(text)
  return (first & 0x1fffff) * 2 ** 32 + second
}
