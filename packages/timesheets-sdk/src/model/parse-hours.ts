import { hoursFromMinutes } from './hours.ts'

/** Most texts, and the fastest to read. */
const plainDecimal = /^\d{1,9}(?:\.\d{1,15})?$/
const decimal = /^([+-]?)(\d{0,9})(?:[.,](\d{0,15}))?\s*(?:h|hrs?|hours?)?$/i
const clock = /^(\d{1,4})\s*(?::|h)\s*([0-5]\d)(?:\s*m(?:in)?)?$/i
const minutesOfClock = /^:([0-5]\d)$/
const clockWithSeconds = /^(\d{1,4}):([0-5]\d):([0-5]\d)$/
const hoursAndMinutes = /^(\d{1,4})\s*h\s*([0-5]?\d)\s*m(?:in)?$/i
const minutesAlone = /^(\d{1,5})\s*m(?:in)?$/i

/**
 * Decimal hours from the text of a person or a spreadsheet: `7.5`, `7,5`, `7:30`, `:30`, `7h30`, `7 h 30
 * min`, `90m`, `7:30:00`; a bare number always means hours. Full-width characters from Japanese and Chinese
 * input methods are read, too. Anything else is `undefined`: thousands separators, an exponent, minutes over
 * 59 beside hours, or minutes of one digit (`7:5` is ambiguous).
 *
 * The rules judge whether an entry can have these hours: `0`, `-2`, `99` and `7:30:15` are returned as hours.
 */
export function parseHours(text: string): number | undefined {
  if (plainDecimal.test(text)) return Number(text)
  const typed = halfWidth(text).trim()
  const pair = clock.exec(typed) ?? hoursAndMinutes.exec(typed)
  if (pair) return hoursFromMinutes(Number(pair[1]) * 60 + Number(pair[2]))
  const minutes = minutesAlone.exec(typed) ?? minutesOfClock.exec(typed)
  if (minutes) return hoursFromMinutes(Number(minutes[1]))
  const triple = clockWithSeconds.exec(typed)
  if (triple) return hoursFromMinutes(Number(triple[1]) * 60 + Number(triple[2]) + Number(triple[3]) / 60)
  const [, sign = '', whole = '', fraction = ''] = decimal.exec(typed) ?? []
  if (whole === '' && fraction === '') return undefined
  const hours = Number(`${whole || '0'}.${fraction || '0'}`)
  return sign === '-' ? 0 - hours : hours
}

/** A text with the full-width letters, digits and signs of East Asian input methods as usual ones. */
export function halfWidth(text: string): string {
  // Not `normalize('NFKC')`: that would turn `7²` into 72.
  return text.replace(/[\uff01-\uff5e]/g, (character) =>
    String.fromCharCode(character.charCodeAt(0) - 0xfee0),
  )
}
