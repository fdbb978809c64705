const toleranceInMinutes = 0.01

/**
 * Decimal hours as whole minutes, or `undefined` when they are not within 0.01 of a whole minute.
 * Every comparison and the database use minutes; only JSON and CSV carry hours.
 */
export function minutesFromHours(hours: number): number | undefined {
  const minutes = hours * 60
  const whole = Math.round(minutes)
  return Math.abs(minutes - whole) <= toleranceInMinutes ? whole : undefined
}

/** Whole minutes as decimal hours, to four decimals: 20 minutes are 0.3333. */
export function hoursFromMinutes(minutes: number): number {
  return Math.round((minutes / 60) * 10_000) / 10_000
}
