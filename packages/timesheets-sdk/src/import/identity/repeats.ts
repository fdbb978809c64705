import type { Violation } from '../../model/violation.ts'
import { ImportError } from '../errors.ts'
import { excerpt } from '../excerpt.ts'
import { KeyTable } from './key-table.ts'
import { textKey } from './text-key.ts'

/** The ids of a row, each of which belongs to one entry in the API. */
export interface GivenIds {
  readonly id: string
  readonly externalId: string
  /** Two people may have entries with the same external id from one source. */
  readonly person: string
}

/** The first lines with an id. */
interface Lines {
  readonly first: number
  readonly second: number
}

/** A file with more is wrong as a whole and would use too much memory. */
const mostRepeated = 10_000

/**
 * Finds the ids that occur in more than one row. The whole file must be read before the first row is pushed.
 * It keeps 12 bytes per row with an id plus free space, until {@link forgetOthers}.
 */
export class Repeats {
  readonly #lineOf = new KeyTable()
  readonly #lines = new Map<string, Lines>()
  #exactLongIds = 0
  #lostDigits = 0

  add(ids: GivenIds, line: number): void {
    for (const key of keysOf(ids)) {
      const [first, second] = textKey(key)
      const known = this.#lineOf.putIfAbsent(first, second, line)
      if (known !== 0 && !this.#lines.has(key)) this.#repeat(key, known, line)
    }
    if (!longNumber.test(ids.externalId)) return
    if (endsInZeros.test(ids.externalId)) this.#lostDigits += ids.externalId.length - keptDigits
    else this.#exactLongIds++
  }

  /**
   * Whether a spreadsheet has rounded the id: to `1.23E+15` or, if that is so for all long ids of the file,
   * to 15 digits and zeros.
   */
  isRounded(externalId: string): boolean {
    if (exponential.test(externalId)) return true
    const areAllRounded = this.#exactLongIds === 0 && this.#lostDigits >= fewestLostDigits
    return areAllRounded && endsInZeros.test(externalId)
  }

  /** Call it after the last row: it only keeps the repeated ids. */
  forgetOthers(): void {
    this.#lineOf.clear()
  }

  /** The member of a row that is repeated, and the line of the first other row. */
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
      const message = `more than ${mostRepeated} ids occur twice: does the file contain the same export twice?`
      throw new ImportError('repeated_ids', message, second)
    }
    // A copy: a substring would keep its piece of the file in memory.
    this.#lines.set(JSON.parse(JSON.stringify(key)), { first, second })
  }
}

function* keysOf({ id, externalId, person }: GivenIds): Generator<string> {
  if (id !== '') yield `id\n${id.toLowerCase()}`
  if (externalId !== '') yield `externalId\n${externalId}\n${person}`
}

const exponential = /^\d(?:[.,]\d+)?E\+\d+$/i
const keptDigits = 15
const longNumber = /^\d{16,}$/
const endsInZeros = /^\d{15}0+$/
/** Fewer zeros at the ends of ids can be a coincidence. */
const fewestLostDigits = 4

export function roundedId(externalId: string): Violation {
  return {
    code: 'rounded_id',
    message: `a spreadsheet has rounded the externalId "${excerpt(externalId)}": take the ids from the source again, as text`,
    path: '/externalId',
  }
}
