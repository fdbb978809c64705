import { addDays, mondayOf, weekOf } from 'timesheets-sdk/model'

/** The calendar date of this device: what its user calls today. */
export function todayHere(now = new Date()): string {
  const twoDigits = (number: number) => String(number).padStart(2, '0')
  return `${now.getFullYear()}-${twoDigits(now.getMonth() + 1)}-${twoDigits(now.getDate())}`
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
