import { asciiCharacters } from '../../model/parse-hours.ts'
import { excerpt } from '../excerpt.ts'
import { readDecimal } from './decimal.ts'
import { formatDuration } from './duration.ts'

const minutesOfDay = 24 * 60
/** Fewer cannot show more than rounding: 0.31 is 7:26 of a day, and 0:18 of hours. */
const fewestDigits = 4

/**
 * Whether the durations of a file are fractions of a day, as spreadsheets store them and write them where a
 * column has no format of durations: 0.3125 for 7:30. They are if the long decimals below 1 are whole minutes
 * of a day, and some of them not whole minutes of hours.
 */
export class DayFractions {
  #hasFractions = false
  #hasOthers = false

  get found(): boolean {
    return this.#hasFractions && !this.#hasOthers
  }

  add(text: string): void {
    const fraction = readDayFraction(text)
    if (fraction === undefined || fraction.digits < fewestDigits) return
    const { value, digits } = fraction
    if (isWhole(value * 60, 60, digits)) return
    if (isWhole(value * minutesOfDay, minutesOfDay, digits)) this.#hasFractions = true
    else this.#hasOthers = true
  }
}

/** The fault of a number without a unit that can be a fraction of a day; `undefined` for any other text. */
export function dayFractionFault(text: string): string | undefined {
  const fraction = readDayFraction(text)
  if (fraction === undefined) return undefined
  const [ofHours, ofDay] = [3_600, 86_400].map((seconds) => formatDuration(fraction.value * seconds))
  return `"${excerpt(text, 30)}" is ${ofHours} as hours, and ${ofDay} as a fraction of a day, as a spreadsheet counts: format the column as a duration, or write ${ofDay}`
}

/** Whether a number without a unit has as many digits as {@link DayFractions} needs. */
export function isLongFraction(text: string): boolean {
  return (readDayFraction(text)?.digits ?? 0) >= fewestDigits
}

function readDayFraction(text: string): { readonly value: number; readonly digits: number } | undefined {
  const decimal = readDecimal(asciiCharacters(text), undefined)
  if (typeof decimal !== 'object' || decimal.digits === 0) return undefined
  return decimal.value > 0 && decimal.value < 1 ? decimal : undefined
}

/** Whether a product of a rounded number and a factor is whole but for the rounding. */
function isWhole(product: number, factor: number, digits: number): boolean {
  return Math.abs(product - Math.round(product)) <= (factor * 0.51) / 10 ** digits + 1e-9
}
