import type { Violation } from '../model/violation.ts'
import { bareNumberFault, type LongNumber } from './cells/bare-numbers.ts'
import { contradicts, type Measured } from './cells/contradiction.ts'
import type { DateOrder } from './cells/date.ts'
import { dayFractionFault } from './cells/day-fractions.ts'
import type { DecimalSeparator } from './cells/decimal.ts'
import { type Duration, formatDuration, readDuration, readNumberOf } from './cells/duration.ts'
import { smallUnitOf } from './cells/small-unit.ts'
import { readTimeOfDay } from './cells/time-of-day.ts'
import { breakPath } from './columns.ts'
import { excerpt } from './excerpt.ts'
import { columnName, formatDescriptions, type ImportLayout } from './formats/layout.ts'
import { textOf } from './record.ts'
import { mayBeAfternoon, spanOf } from './span.ts'

/** How a file writes dates and numbers. */
export interface Notation {
  readonly dateOrder: DateOrder
  readonly decimalSeparator: DecimalSeparator | undefined
  /** Numbers below 1 may be fractions of a day. */
  readonly hasDayFractions: boolean
  /** Whole numbers may be minutes, as this one is more hours than a day has. */
  readonly longNumber: LongNumber | undefined
}

/**
 * The duration of a row in seconds. A duration with seconds is used as it is. A rounded one is replaced by
 * the time between start and end if these have seconds and agree with it. Start and end also replace a
 * missing or unreadable duration, but not a word. A duration that contradicts start and end, or the tool's
 * own decimal, is rejected: another program has probably changed its unit.
 */
export function elapsedSeconds(
  layout: ImportLayout,
  cells: readonly string[],
  notation: Notation,
): number | Violation {
  const text = durationText(layout, cells)
  const { dateOrder, decimalSeparator } = notation
  const refusal = refusalOf(layout, text)
  if (refusal) return refusal
  const duration = durationOf(layout, text, decimalSeparator)
  const pause = breakOf(layout, cells, decimalSeparator)
  const spanWith = (seconds: number) =>
    typeof pause === 'number' ? spanOf(layout, cells, dateOrder, seconds, pause) : undefined
  if (typeof duration !== 'object') {
    if (typeof pause === 'object') return pause
    const span = spanWith(0)
    if (span === undefined) return unreadable(layout, cells, text, duration)
    if (mayBeAfternoon(layout, cells, span)) return onWhichClock(layout, cells, span)
    if (span.seconds >= 0) return span.seconds
    const isBreakTooLong = span.seconds + pause >= 0
    return isBreakTooLong
      ? ofBreak(`the break of ${formatDuration(pause)} is longer than the time from start to end`)
      : violation('invalid_value', 'the end is before the start')
  }
  const span = spanWith(duration.seconds)
  if (span !== undefined && contradicts(duration, span)) {
    const [start, end] = [cellOf(layout, cells, 'startTime'), cellOf(layout, cells, 'endTime')]
    const other =
      span.seconds < 0
        ? `the end, ${end}, is before the start, ${start}`
        : `${start} to ${end} is ${formatDuration(span.seconds)}`
    return contradiction(text, duration, other)
  }
  const decimal = readDuration(textOf(layout, cells, 'durationDecimal'), decimalSeparator, false)
  if (typeof decimal === 'object' && contradicts(duration, decimal)) {
    const other = `${excerpt(columnName(layout, 'durationDecimal') ?? '', 80)} is ${formatDuration(decimal.seconds)}`
    return contradiction(text, duration, other)
  }
  const isAlone = span === undefined && typeof decimal !== 'object'
  const doubt = isAlone ? unitDoubt(layout, text, notation) : undefined
  if (doubt !== undefined) return violation('contradictory_duration', doubt)
  if (duration.resolutionSeconds === 1 || !span?.hasSeconds) return duration.seconds
  const agrees = Math.abs(span.seconds - duration.seconds) <= duration.resolutionSeconds
  return agrees ? span.seconds : duration.seconds
}

/** The doubt about the unit of a number that the file as a whole raises. */
function unitDoubt({ places }: ImportLayout, text: string, notation: Notation): string | undefined {
  if (places.minutes !== undefined || places.seconds !== undefined) return undefined
  const { hasDayFractions, longNumber } = notation
  const fraction = hasDayFractions ? dayFractionFault(text) : undefined
  return fraction ?? (longNumber && bareNumberFault(text, longNumber))
}

/** The text of the duration, in whichever unit. */
export function durationText(layout: ImportLayout, cells: readonly string[]): string {
  const { minutes, seconds } = layout.places
  if (minutes !== undefined) return textOf(layout, cells, 'minutes')
  return textOf(layout, cells, seconds === undefined ? 'duration' : 'seconds')
}

/** The duration that the text of {@link durationText} means. */
export function durationOf(
  layout: ImportLayout,
  text: string,
  separator: DecimalSeparator | undefined,
): Duration {
  if (text === '') return undefined
  const { minutes, seconds } = layout.places
  if (minutes !== undefined) return readNumberOf(60, text, separator)
  if (seconds !== undefined) return readNumberOf(1, text, separator)
  return readDuration(text, separator, formatDescriptions[layout.format].countsMinutes)
}

/** SAP and accountants write the sign behind. */
const negative = /^[-(]\s*\d|^\d[\d.,:]*\s*-$/

/** A duration that start and end must not replace: the row may be a reversal, or no work. */
function refusalOf(layout: ImportLayout, text: string): Violation | undefined {
  if (negative.test(text)) {
    return violation('hours_not_positive', `"${excerpt(text)}" is negative: subtract it from another row`)
  }
  if (text !== '' && !/\d/.test(text)) {
    return violation(
      'invalid_format',
      `"${excerpt(text)}" is not a duration: write the hours, or leave it empty`,
    )
  }
  if (layout.format !== 'table' || !/^\d+(?:[.,]\d+)?$/.test(text)) return undefined
  const column = columnName(layout, 'duration')
  const unit = column === null ? undefined : smallUnitOf(column)
  if (unit === undefined) return undefined
  const name = excerpt(column ?? '', 30)
  return violation('invalid_value', `"${text}" is in the column ${name}: map it with ${unit}=, not hours=`)
}

/**
 * The seconds of a break, 0 for an empty cell. A bare number is in the unit of the column's name, or hours,
 * or minutes that nobody can tell.
 */
function breakOf(
  layout: ImportLayout,
  cells: readonly string[],
  separator: DecimalSeparator | undefined,
): number | Violation {
  const text = textOf(layout, cells, 'break')
  if (text === '') return 0
  const unit = smallUnitOf(columnName(layout, 'break') ?? '')
  const number = unit && readNumberOf(unit === 'minutes' ? 60 : 1, text, separator)
  if (typeof number === 'object') return number.seconds
  const pause = readDuration(text, separator, false)
  if (typeof pause !== 'object') return ofBreak(`the break "${excerpt(text)}" is not a duration`)
  if (/^\d+$/.test(text) && pause.seconds > longestBareBreak) {
    return ofBreak(`the break "${excerpt(text)}" may be hours or minutes`)
  }
  return pause.seconds
}

const longestBareBreak = 4 * 3_600

function ofBreak(problem: string): Violation {
  return { code: 'invalid_value', message: `${problem}: write 0:30 or 30 min`, path: breakPath }
}

const halfDay = 12 * 3_600

function onWhichClock(layout: ImportLayout, cells: readonly string[], { seconds }: Measured): Violation {
  const [start, end] = [cellOf(layout, cells, 'startTime'), cellOf(layout, cells, 'endTime')]
  const [night, afternoon] = [formatDuration(seconds), formatDuration(seconds - halfDay)]
  const message = `${start} to ${end} is ${night}, or ${afternoon} on a clock of 12 hours: write 17:30 or 5:30 PM`
  return violation('contradictory_duration', message)
}

function unreadable(
  layout: ImportLayout,
  cells: readonly string[],
  text: string,
  reading: 'ambiguous' | undefined,
): Violation {
  if (text === '') {
    if (layout.places.endTime === undefined) return violation('missing_field', 'the hours are missing')
    const end = textOf(layout, cells, 'endTime')
    if (end === '') {
      return violation('missing_field', 'there is neither duration nor end: is it still running?')
    }
    return readTimeOfDay(end, true) === undefined
      ? violation('invalid_format', `the end "${excerpt(end)}" is not a time of day: write 17:30`)
      : violation(
          'missing_field',
          'the duration is missing, and start and end are incomplete: fill in one or the other',
        )
  }
  if (reading === 'ambiguous') {
    const advice = 'no other number of the file tells which: write it with two decimals'
    return violation('invalid_format', `"${text}" may have decimals or thousands, and ${advice}`)
  }
  if (layout.places.minutes !== undefined || layout.places.seconds !== undefined) {
    return violation('invalid_format', `"${excerpt(text)}" is not a number: write 90, or map it with hours=`)
  }
  return violation('invalid_format', `"${excerpt(text)}" is not a duration: write 1:30:00 or 1.5`)
}

function contradiction(text: string, { seconds }: Measured, other: string): Violation {
  return violation(
    'contradictory_duration',
    `the duration "${excerpt(text)}" is ${formatDuration(seconds)}, but ${other}: correct the wrong one, or leave the end empty`,
  )
}

function cellOf(layout: ImportLayout, cells: readonly string[], field: 'startTime' | 'endTime'): string {
  return excerpt(textOf(layout, cells, field), 20)
}

function violation(code: string, message: string): Violation {
  return { code, message, path: '/hours' }
}
