import { addDays, mondayOf, weekOf } from 'timesheets-sdk/model'
import { getPreferences } from '../preferences.ts'

/** The date of a moment on this device, or in the time zone that its user chose: what they call today. */
export function todayHere(now = new Date()): string {
  const { timeZone } = getPreferences()
  if (timeZone !== undefined) return dateFormat(timeZone).format(now)
  // The device may travel while the page is open: a format would keep the zone that it was made in.
  const two = (value: number) => String(value).padStart(2, '0')
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`
}

const dateFormats = new Map<string, Intl.DateTimeFormat>()

// A page asks for today many times while it is drawn, and making a format takes long.
function dateFormat(timeZone: string): Intl.DateTimeFormat {
  // Sweden writes dates as the API does.
  const format = dateFormats.get(timeZone) ?? new Intl.DateTimeFormat('sv', { timeZone })
  dateFormats.set(timeZone, format)
  return format
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
