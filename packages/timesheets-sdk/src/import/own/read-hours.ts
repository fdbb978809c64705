import { parseHours } from '../../model/parse-hours.ts'
import type { Violation } from '../../model/violation.ts'
import { dayFractionFault } from '../cells/day-fractions.ts'
import { readDuration } from '../cells/duration.ts'
import { excerpt } from '../excerpt.ts'

/** The hours of a cell as far as they can be read, and the fault. */
export interface HoursReading {
  readonly hours: number | undefined
  readonly fault: Violation | undefined
}

/**
 * Reads the hours that people type, or that programs write: `01:30:00.000`, `PT1H30M`, `1,5 Std.`.
 *
 * @param hasDayFractions whether numbers below 1 may be fractions of a day
 */
export function readHours(text: string, hasDayFractions: boolean): HoursReading {
  const hours = parseHours(text) ?? hoursOfDuration(text)
  if (hours === undefined) {
    const message = `"${excerpt(text, 30)}" is not a number of hours: write 7.5 or 7:30`
    return { hours, fault: { code: 'invalid_format', message, path: '/hours' } }
  }
  const message = hasDayFractions ? dayFractionFault(text) : undefined
  return { hours, fault: message ? { code: 'contradictory_duration', message, path: '/hours' } : undefined }
}

function hoursOfDuration(text: string): number | undefined {
  const duration = readDuration(text, undefined, false)
  return typeof duration === 'object' ? duration.seconds / 3_600 : undefined
}
