import { hourUnit, minuteUnit, secondUnit, unitJoint } from '../../model/duration-units.ts'
import { asciiCharacters } from '../../model/parse-hours.ts'
import { type DecimalSeparator, readDecimal } from './decimal.ts'

export type Duration =
  | {
      readonly seconds: number
      /** The precision of the text, in seconds: 1 if it has seconds. */
      readonly resolutionSeconds: number
    }
  | 'ambiguous'
  | undefined

/** Fractions of a second are ignored: `01:30:00.000`, as databases write it. */
const clock = new RegExp(
  String.raw`^(\d{1,6})(?::|\s*${hourUnit}\s*)([0-5]\d)(?::([0-5]\d)(?:[.,]\d{1,9})?)?(?:\s*${hourUnit})?$`,
  'i',
)
const clockOfMinutes = new RegExp(String.raw`^(\d{1,6}):([0-5]\d)\s*${minuteUnit}$`, 'i')
const parts = new RegExp(
  String.raw`^(?=\d)(?:(\d{1,6})\s*${hourUnit}${unitJoint})?(?:(\d{1,6})\s*${minuteUnit}${unitJoint})?(?:(\d{1,6})\s*${secondUnit})?$`,
  'i',
)
const decimalMinutes = new RegExp(String.raw`^(\d{1,6}[.,]\d{1,6})\s*${minuteUnit}$`, 'i')
const isoPrefix = /^P(?:0D)?T(?=\d)/i
const unitOfHours = new RegExp(String.raw`\s*${hourUnit}$`, 'i')

/**
 * A duration: `hh:mm:ss` or `h:mm` with any number of hours, decimal hours, or with units such as `18:25 min`
 * (18 minutes and 25 seconds), `45 sec`, `1 h 2 min`, `0.31 h`, `7h30`, `90,5 min`, `1,5 Std.`, and `PT1H30M`
 * (ISO 8601). Days are not read: a day is 8 hours in some tools.
 *
 * @param separator the decimal separator of the file, if known
 * @param countsMinutes whether a decimal means the whole minutes that round to it: `0.33` is 20 minutes
 */
export function readDuration(
  text: string,
  separator: DecimalSeparator | undefined,
  countsMinutes: boolean,
): Duration {
  const trimmed = asciiCharacters(text).trim().replace(isoPrefix, '')
  const [, hours, minutes, seconds] = clock.exec(trimmed) ?? []
  if (hours !== undefined) return exactly(hours, minutes, seconds, seconds !== undefined)
  const [, minutesAlone, secondsOfMinutes] = clockOfMinutes.exec(trimmed) ?? []
  if (minutesAlone !== undefined) return exactly('0', minutesAlone, secondsOfMinutes, true)
  const [, ofHours, ofMinutes, ofSeconds] = parts.exec(trimmed) ?? []
  // Whole hours can be rounded, like any decimal.
  if (ofMinutes !== undefined || ofSeconds !== undefined) {
    return exactly(ofHours, ofMinutes, ofSeconds, ofSeconds !== undefined)
  }
  const [, minutesWithFraction] = decimalMinutes.exec(trimmed) ?? []
  if (minutesWithFraction !== undefined) {
    return { seconds: Math.round(Number(minutesWithFraction.replace(',', '.')) * 60), resolutionSeconds: 1 }
  }
  return readDecimalHours(trimmed, separator, countsMinutes)
}

/** A number of minutes or seconds, such as `90` or `7.5`. */
export function readNumberOf(
  unitSeconds: 60 | 1,
  text: string,
  separator: DecimalSeparator | undefined,
): Duration {
  const decimal = readDecimal(text, separator)
  if (decimal === undefined || decimal === 'ambiguous') return decimal
  const { value, digits } = decimal
  return {
    seconds: Math.round(value * unitSeconds * 1_000) / 1_000,
    resolutionSeconds: digits === 0 ? unitSeconds : 1,
  }
}

/** The text of a duration in decimal hours, without its unit. */
export function withoutUnit(text: string): string {
  return text.trim().replace(unitOfHours, '')
}

function exactly(
  hours: string | undefined,
  minutes: string | undefined,
  seconds: string | undefined,
  hasSeconds: boolean,
): Duration {
  return {
    seconds: Number(hours ?? 0) * 3_600 + Number(minutes ?? 0) * 60 + Number(seconds ?? 0),
    resolutionSeconds: hasSeconds ? 1 : 60,
  }
}

function readDecimalHours(
  text: string,
  separator: DecimalSeparator | undefined,
  countsMinutes: boolean,
): Duration {
  const decimal = readDecimal(withoutUnit(text), separator)
  if (decimal === undefined || decimal === 'ambiguous') return decimal
  const { value, digits } = decimal
  const minutesNearby = Math.round(value * 60)
  const isRoundedMinutes =
    countsMinutes && digits >= 2 && (minutesNearby / 60).toFixed(digits) === value.toFixed(digits)
  return {
    // To the millisecond: 7.1 * 3,600 is not quite 25,560 in binary.
    seconds: isRoundedMinutes ? minutesNearby * 60 : Math.round(value * 3_600_000) / 1_000,
    // A tool that drops trailing zeros still counts hundredths.
    resolutionSeconds: 3_600 / 10 ** Math.max(2, digits),
  }
}

/** `7:30` or, with seconds, `7:30:05`. */
export function formatDuration(seconds: number): string {
  const whole = Math.round(seconds)
  const two = (number: number) => String(number).padStart(2, '0')
  const minutes = `${Math.floor(whole / 3_600)}:${two(Math.floor(whole / 60) % 60)}`
  return whole % 60 === 0 ? minutes : `${minutes}:${two(whole % 60)}`
}
