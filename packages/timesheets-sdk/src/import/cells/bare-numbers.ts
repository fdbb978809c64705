import { hasHourUnit } from './small-unit.ts'

const hoursOfDay = 24
const bareNumber = /^\d{1,9}$/

/** A number of hours that no day has, with its line. */
export interface LongNumber {
  readonly text: string
  readonly line: number
}

/**
 * Finds the first whole number without a unit that is more than a day has hours: the column may have minutes,
 * of which `15` would be stored as 15 hours.
 */
export class BareNumbers {
  readonly #saysHours: boolean
  #long: LongNumber | undefined

  /** @param columnName a name such as `Hours` or `Time (h)` leaves no doubt */
  constructor(columnName: string) {
    this.#saysHours = hasHourUnit(columnName)
  }

  get long(): LongNumber | undefined {
    return this.#long
  }

  add(text: string, line: number): void {
    if (this.#long !== undefined || this.#saysHours) return
    if (bareNumber.test(text) && Number(text) > hoursOfDay) this.#long = { text, line }
  }
}

/** The fault of a whole number in a column that may have minutes; `undefined` for any other text. */
export function bareNumberFault(text: string, long: LongNumber): string | undefined {
  if (!bareNumber.test(text)) return undefined
  const minutes = 'map the column with minutes= if it has minutes'
  return Number(text) > hoursOfDay
    ? `"${text}" is more hours than a day has: ${minutes}`
    : `"${text}" may be minutes, as ${long.text} in line ${long.line} is more hours than a day has: ${minutes}, or write ${text}:00`
}
