import { hoursFromMinutes } from './hours.ts'

const decimal = /^([+-]?)(\d{0,9})(?:[.,](\d{0,15}))?\s*(?:h|hrs?|hours?)?$/i
const clock = /^(\d{1,4})\s*(?::|h)\s*([0-5]\d)(?:\s*m(?:in)?)?$/i
const hoursAndMinutes = /^(\d{1,4})\s*h\s*([0-5]?\d)\s*m(?:in)?$/i
const minutesAlone = /^(\d{1,5})\s*m(?:in)?$/i

/**
 * Decimal hours from what a person types: `7.5`, `7,5`, `7:30`, `7h30`, `7 h 30 min`, `90m`; a bare number is hours, always.
 * `undefined` for anything else: a text with thousands separators, an exponent, minutes over 59 beside hours or
 * minutes of one digit (`7:5` may mean two times).
 *
 * Whether an entry may have so many hours is not judged: `0`, `-2` and `99` are numbers of hours too.
 */
export function parseHours(text: string): number | undefined {
  const typed = text.trim()
  const pair = clock.exec(typed) ?? hoursAndMinutes.exec(typed)
  if (pair) return hoursFromMinutes(Number(pair[1]) * 60 + Number(pair[2]))
  const minutes = minutesAlone.exec(typed)
  if (minutes) return hoursFromMinutes(Number(minutes[1]))
  const [, sign = '', whole = '', fraction = ''] = decimal.exec(typed) ?? []
  if (whole === '' && fraction === '') return undefined
  const hours = Number(`${whole || '0'}.${fraction || '0'}`)
  return sign === '-' ? 0 - hours : hours
}
