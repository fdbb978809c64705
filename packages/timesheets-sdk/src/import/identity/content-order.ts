import { textKey } from './text-key.ts'

/** A row of an export without times, as far as it tells it from its equals. */
export interface OrderedRow {
  /** Person, day, client, project, task: rows that are equal in these differ by their place only. */
  readonly identity: string
  /** What is corrected least comes first: the order is by it, and by the next only where it is the same. */
  readonly contents: readonly string[]
}

/**
 * Gives rows that are equal in their identity a place among each other by their content, so that the same rows have the
 * same places however the tool has sorted them. What it keeps for a row is a number for the identity and for each content.
 */
export class ContentOrder {
  readonly #identities: number[] = []
  readonly #contents: number[][] = []

  /** Takes the next row; `undefined` for one that is not an entry. */
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

  /** The place of each row among its equals, from 1, in the order that they were added. */
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

/** 53 bits of a text. */
function numberOf(text: string): number {
  const [first, second] = textKey(text)
  return (first & 0x1fffff) * 2 ** 32 + second
}
