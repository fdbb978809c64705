import { dateOfDay, dayOfDate } from './day-number.ts'
import { remembering } from './remembering.ts'

const dayMs = 86_400_000
const firstDay = dayOfDate('0000-01-01')
const lastDay = dayOfDate('9999-12-31')
const twoDigits = Array.from({ length: 60 }, (_, number) => String(number).padStart(2, '0'))

/**
 * An instant in UTC with milliseconds (RFC 3339), as `Date.prototype.toISOString` writes it, at a fraction of
 * its cost. Every returned entry has two.
 *
 * @param ms whole milliseconds since the epoch
 */
export function instantFromMs(ms: number): string {
  return knownInstant(ms)
}

// Entries that are stored together have one time, and so do their events.
const knownInstant = /* @__PURE__ */ remembering((ms: number) => textOf(ms), 100)

function textOf(ms: number): string {
  const day = Math.floor(ms / dayMs)
  // Years that ISO 8601 writes with a sign.
  if (day < firstDay || day > lastDay) return new Date(ms).toISOString()
  const rest = ms - day * dayMs
  const hours = twoDigits[Math.floor(rest / 3_600_000)]
  const minutes = twoDigits[Math.floor(rest / 60_000) % 60]
  const seconds = twoDigits[Math.floor(rest / 1_000) % 60]
  return `${dateOfDay(day)}T${hours}:${minutes}:${seconds}.${String(rest % 1_000).padStart(3, '0')}Z`
}
