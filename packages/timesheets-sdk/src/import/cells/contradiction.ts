/** A length of time, as far as it can be told from what was written. */
export interface Measured {
  readonly seconds: number
  readonly resolutionSeconds: number
}

/** The time between a start and an end. */
export interface Span extends Measured {
  /** Of the day that it starts on. */
  readonly startSecond: number
}

const minute = 60
const hour = 3_600
/** What reports round to, in minutes. Rounding to more is taken for an error: it hides one of half an hour. */
const roundingSteps = [30, 15, 12, 10, 6, 5, 1].map((minutes) => minutes * minute)
/** Clocks are changed before this hour. */
const lastHourOfChange = 4 * hour

/**
 * Whether a duration can't be that of a span, or of the same duration in another column, but by an error of its unit: a
 * spreadsheet's fraction of a day (0.3125 for 7:30) or minutes read as hours (15 for 0:15). Differences of less than half
 * an hour are what a report's rounding makes, unless one is a multiple of the other that no rounding explains; one of an
 * hour in the night is a change of the clocks.
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
  return isInTheNight && Math.abs(difference - hour) <= minute
}
