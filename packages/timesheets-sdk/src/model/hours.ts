const toleranceInMinutes = 0.01

/**
 * Decimal hours as whole minutes; `undefined` if they are not within 0.01 of a whole minute.
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

/** Whole minutes as people read them, `7:30`. */
export function clockText(minutes: number): string {
  const sign = minutes < 0 ? '-' : ''
  const whole = Math.abs(minutes)
  return `${sign}${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`
}

export const hoursGroups = [
  'person',
  'project',
  'client',
  'week',
  'month',
  'kind',
  'billable',
  'status',
  'currency',
] as const

/** A member to sum hours by. */
export type HoursGroup = (typeof hoursGroups)[number]
