import { randomInt } from 'node:crypto'
import process from 'node:process'

/** The seed of this run: `E2E_SEED` where a run is to be repeated, else a new one. Tests print it. */
export const seed = Number(process.env.E2E_SEED) || randomInt(1, 2 ** 31)

/** Whole numbers from `minimum` to `maximum` that depend on the seed alone. */
export function seededIntegers(from: number): (minimum: number, maximum: number) => number {
  let state = from
  return (minimum, maximum) => {
    // A linear congruential generator (Numerical Recipes); its upper bits are good enough to choose moments.
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return minimum + Math.floor((state / 2 ** 32) * (maximum - minimum + 1))
  }
}
