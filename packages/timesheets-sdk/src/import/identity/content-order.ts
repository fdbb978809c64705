import { textKey } from './text-key.ts'

/** A row of an export without times, with the texts to order equal rows by. */
export interface OrderedRow {
  /** Person, day, client, project, task: rows with the same identity only differ by their number. */
  readonly identity: string
  /** Sort keys, the ones that are corrected least often first. */
  readonly contents: readonly string[]
}

/**
 * Numbers rows with the same identity by their content, so that the numbers do not depend on the order of the
 * export. It keeps one number per row for the identity and for each content.
 */
export class ContentOrder {
  readonly #identities: number[] = []
  readonly #contents: number[][] = []

  /** Adds the next row; `undefined` if it is not an entry. */
  add(row: OrderedRow | undefined): void {
    const index = this.#identities.length
    this.#identities.push(row === undefined ? -1 : numberOf(row.identity))
    row?.contents.forEach((content, rank) => {
      this.#contents[rank] ??= []
      const ofRank = this.#contents[rank]
      while (ofRank.length < index) ofRank.push(0)
      ofRank.push(numberOf(content))
    })
  }

  /** The number of each row among rows with the same identity, from 1, in the order of adding. */
  places(): Uint32Array {
    const identities = this.#identities
    const order = Uint32Array.from(identities.keys()).sort((one, other) => {
      const between = (identities[one] ?? 0) - (identities[other] ?? 0)
      if (between !== 0) return between
      for (const ofRank of this.#contents) {
        const difference = (ofRank[one] ?? 0) - (ofRank[other] ?? 0)
        if (difference !== 0) return difference
      }
      return one - other
    })
    const places = new Uint32Array(identities.length)
    let place = 0
    order.forEach((row, at) => {
      const isEqual = at > 0 && identities[row] === identities[order[at - 1] ?? 0]
      place = isEqual ? place + 1 : 1
      places[row] = place
    })
    return places
  }
}

/** A 53-bit hash of a text. */
function numberOf(text: string): number {
  const [first, second] = textKey(text)
  return (first & 0x1fffff) * 2 ** 32 + second
}
