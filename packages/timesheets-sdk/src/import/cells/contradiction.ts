/** A length of time, with the precision of its text. */
export interface Measured {
  readonly seconds: number
  readonly resolutionSeconds: number
}

/** The time between a start and an end. */
export interface Span extends Measured {
  /** Since midnight of the start date. */
  readonly startSecond: number
}

const minute = 60
const hour = 3_600
/** The usual rounding of reports, in minutes. A larger difference counts as an error. */
const roundingSteps = [30, 15, 12, 10, 6, 5, 1].map((minutes) => minutes * minute)
/** Daylight saving time starts and ends before this hour. */
const lastHourOfChange = 4 * hour
/** An hour, but half of one on Lord Howe Island. */
const changesOfClocks = [hour, 30 * minute]

/**
 * Whether a duration contradicts its start and end, or the same duration in another column. The cause is
 * usually a wrong unit: a spreadsheet's fraction of a day (0.3125 for 7:30) or minutes read as hours (15 for
 * 0:15). A difference of less than half an hour is rounding, unless one value is a multiple of the other that
 * rounding cannot explain. A difference of an hour at night, or of half an hour, is daylight saving time.
 */
export function contradicts(duration: Measured, other: Measured | Span): boolean {
  const difference = Math.abs(duration.seconds - other.seconds)
  const slack = Math.max(minute, duration.resolutionSeconds + other.resolutionSeconds)
  if (difference <= slack) return false
  if (difference >= Math.max(...roundingSteps)) return !isChangeOfClocks(difference, other)
  const [less, more] = [duration.seconds, other.seconds].toSorted((a, b) => a - b)
  return (more ?? 0) >= 4 * (less ?? 0) && !isRounded(duration, difference)
}

function isRounded({ seconds, resolutionSeconds }: Measured, difference: number): boolean {
  return roundingSteps.some((step) => {
    const off = Math.abs(seconds - Math.round(seconds / step) * step)
    return difference < step && off <= resolutionSeconds
  })
}

function isChangeOfClocks(difference: number, other: Measured | Span): boolean {
  if (!('startSecond' in other)) return false
  const isInTheNight =
    other.startSecond < lastHourOfChange || other.startSecond + Math.max(other.seconds, 0) > 24 * hour
  return isInTheNight && changesOfClocks.some((change) => Math.abs(difference - change) <= minute)
}
