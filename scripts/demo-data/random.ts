import { createHash } from 'node:crypto'

/** Pseudo-random numbers that depend only on their seed. */
export interface SeededRandom {
  /** A whole number from `minimum` to `maximum`, both included. */
  integer(minimum: number, maximum: number): number
  chance(probability: number): boolean
  pick<T>(list: readonly T[]): T
}

/** The same seed gives the same numbers on every machine. */
export function seededRandom(...seed: readonly (string | number)[]): SeededRandom {
  let state = createHash('sha256').update(JSON.stringify(seed)).digest().readUInt32LE(0)

  // Mulberry32: enough for data that only has to look alive.
  const next = () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const integer = (minimum: number, maximum: number) => minimum + Math.floor(next() * (maximum - minimum + 1))

  return {
    integer,
    chance: (probability) => next() < probability,
    pick(list) {
      const item = list[integer(0, list.length - 1)]
      if (item === undefined) throw new RangeError('nothing to pick from')
      return item
    },
  }
}
