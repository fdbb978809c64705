const dayMs = 86_400_000
const twoDigits = Array.from({ length: 60 }, (_, number) => String(number).padStart(2, '0'))

// Entries next to each other in a list were mostly created on the same day.
let knownDay = Number.NaN
let knownDate = ''

/**
 * An instant in UTC with milliseconds (RFC 3339), as `Date.prototype.toISOString` writes it, at a fraction of
 * its cost. Every returned entry has two.
 *
 * @param ms whole milliseconds since the epoch
 */
export function instantFromMs(ms: number): string {
  const day = Math.floor(ms / dayMs)
  if (day !== knownDay) {
    knownDate = new Date(ms).toISOString().slice(0, -'00:00:00.000Z'.length)
    knownDay = day
  }
  const rest = ms - day * dayMs
  const hours = twoDigits[Math.floor(rest / 3_600_000)]
  const minutes = twoDigits[Math.floor(rest / 60_000) % 60]
  const seconds = twoDigits[Math.floor(rest / 1_000) % 60]
  return `${knownDate}${hours}:${minutes}:${seconds}.${String(rest % 1_000).padStart(3, '0')}Z`
}
