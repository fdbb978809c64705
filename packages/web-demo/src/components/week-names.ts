import { addDays, mondayOf, weekOf } from 'timesheets-sdk/model'
import { getPreferences } from '../preferences.ts'

/** The date of a moment on this device, or in the time zone that its user chose: what they call today. */
export function todayHere(now = new Date()): string {
  // Sweden writes dates as the API does.
  return now.toLocaleDateString('sv', { timeZone: getPreferences().timeZone })
}

/** The ISO week so many weeks after `week`, or before it. */
export function weekAfter(week: string, weeks: number): string {
  const monday = mondayOf(week)
  if (monday === undefined) throw new RangeError(`${week} is not an ISO week`)
  return weekOf(addDays(monday, weeks * 7))
}

export function weekPath(week: string): string {
  return `/week/${week}`
}

export function monthPath(month: string): string {
  return `/month/${month}`
}
