import { hourUnit, minuteUnit, unitJoint } from './duration-units.ts'
import { hoursFromMinutes } from './hours.ts'

/** Most texts, and the fastest to read. */
const plainDecimal = /^\d{1,9}(?:\.\d{1,15})?$/
const decimal = pattern(`([+-]?)(\\d{0,9})(?:[.,](\\d{0,15}))?\\s*(?:${hourUnit})?`)
const clock = pattern(`(\\d{1,4})\\s*:\\s*([0-5]\\d)(?:\\s*${hourUnit})?`)
const minutesOfClock = /^:([0-5]\d)$/
const clockWithSeconds = pattern(`(\\d{1,4}):([0-5]\\d):([0-5]\\d)(?:\\s*${hourUnit})?`)
const hoursAndDigits = pattern(`(\\d{1,4})\\s*${hourUnit}\\s*([0-5]\\d)`)
const hoursAndMinutes = pattern(`(\\d{1,4})\\s*${hourUnit}${unitJoint}([0-5]?\\d)\\s*${minuteUnit}`)
const minutesAlone = pattern(`(\\d{1,5})\\s*${minuteUnit}`)

/**
 * Decimal hours from the text of a person or a spreadsheet: `7.5`, `7,5`, `7:30`, `:30`, `7h30`, `7 Std. 30
 * Min.`, `90m`, `7:30:00`; a bare number always means hours. The digits of other scripts and full-width
 * characters are read, too. Anything else is `undefined`: thousands separators, an exponent, minutes over 59
 * beside hours, or minutes of one digit (`7:5` is ambiguous, and so is `7:30 min`).
 *
 * The rules judge whether an entry can have these hours: `0`, `-2`, `99` and `7:30:15` are returned as hours.
 */
export function parseHours(text: string): number | undefined {
  if (plainDecimal.test(text)) return Number(text)
  const typed = asciiCharacters(text).trim()
  const pair = clock.exec(typed) ?? hoursAndDigits.exec(typed) ?? hoursAndMinutes.exec(typed)
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

function pattern(source: string): RegExp {
  return new RegExp(`^(?:${source})$`, 'i')
}

/**
 * A text with the full-width letters, digits and signs of East Asian input methods, and the digits and
 * decimal signs of other scripts, as those of ASCII.
 */
export function asciiCharacters(text: string): string {
  // Not `normalize('NFKC')`: that would turn `7²` into 72.
  return text
    .replace(/[\uff01-\uff5e]/g, (character) => String.fromCharCode(character.charCodeAt(0) - 0xfee0))
    .replace(/\p{Nd}/gu, digitOf)
    .replace(/[\u066b\u3002]/g, '.')
}

/** The ten digits of each script follow each other, with a gap before its zero. */
function digitOf(digit: string): string {
  // Such as bold digits of mathematics, which have no gap. Nobody types them.
  if (digit.length > 1) return digit
  const code = digit.charCodeAt(0)
  let zero = code
  while (/\p{Nd}/u.test(String.fromCharCode(zero - 1))) zero -= 1
  return String(code - zero)
}
