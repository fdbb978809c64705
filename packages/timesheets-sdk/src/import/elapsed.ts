import type { Violation } from '../model/violation.ts'
import type { DateOrder } from './cells/date.ts'
import { daysBetween, readDate } from './cells/date.ts'
import type { DecimalSeparator } from './cells/decimal.ts'
import { readDuration } from './cells/duration.ts'
import { readTimeOfDay } from './cells/time-of-day.ts'
import { excerpt } from './excerpt.ts'
import { type ExportLayout, formatDescriptions } from './formats/layout.ts'
import { textOf } from './record.ts'

/** How the file as a whole writes dates and numbers. */
export interface Notation {
  readonly dateOrder: DateOrder
  readonly decimalSeparator: DecimalSeparator | undefined
}

/**
 * How long the entry of a row took, in seconds. The duration counts, if it has seconds; one that was rounded for display gives
 * way to the time between start and end where these have seconds and do not contradict it; and these alone stand in for a
 * duration that is missing.
 */
export function elapsedSeconds(
  layout: ExportLayout,
  cells: readonly string[],
  notation: Notation,
): number | Violation {
  const text = textOf(layout, cells, 'duration')
  const { dateOrder, decimalSeparator } = notation
  if (text === '') {
    const between = betweenStartAndEnd(layout, cells, dateOrder)
    if (between === undefined)
      return violation('missing_field', 'there is neither duration nor end: is it still running?')
    if (between.seconds < 0) return violation('invalid_value', 'the end is before the start')
    return between.seconds
  }
  const { countsMinutes } = formatDescriptions[layout.format]
  const duration = readDuration(text, decimalSeparator, countsMinutes)
  if (duration === undefined) {
    return violation('invalid_format', `"${excerpt(text)}" is no duration: write 1:30:00 or 1.5`)
  }
  if (duration === 'ambiguous') {
    const advice = 'no other number of the file tells which: write it with two decimals'
    return violation('invalid_format', `"${text}" may have decimals or thousands, and ${advice}`)
  }
  if (duration.resolutionSeconds === 1) return duration.seconds
  const between = betweenStartAndEnd(layout, cells, dateOrder)
  if (!between?.hasSeconds) return duration.seconds
  const agrees = Math.abs(between.seconds - duration.seconds) <= duration.resolutionSeconds
  return agrees ? between.seconds : duration.seconds
}

function betweenStartAndEnd(
  layout: ExportLayout,
  cells: readonly string[],
  order: DateOrder,
): { readonly seconds: number; readonly hasSeconds: boolean } | undefined {
  const start = readTimeOfDay(textOf(layout, cells, 'startTime'))
  const end = readTimeOfDay(textOf(layout, cells, 'endTime'))
  if (start === undefined || end === undefined) return undefined
  const startDate = readDate(textOf(layout, cells, 'date'))?.[order]
  const endDate = readDate(textOf(layout, cells, 'endDate'))?.[order]
  if (startDate === undefined || endDate === undefined) return undefined
  return {
    seconds: daysBetween(startDate, endDate) * 86_400 + end.seconds - start.seconds,
    hasSeconds: start.hasSeconds && end.hasSeconds,
  }
}

function violation(code: string, message: string): Violation {
  return { code, message, path: '/hours' }
}
