/** Whether a text names a time zone that this platform knows (IANA). */
export function isTimeZone(text: string): boolean {
  // An offset has no summer time, and not every browser takes one.
  if (/^[+-]/.test(text)) return false
  try {
    new Intl.DateTimeFormat('en', { timeZone: text })
    return true
  } catch {
    return false
  }
}

/**
 * A function that returns the calendar date, `YYYY-MM-DD`, in a time zone at `nowMs`, in milliseconds since
 * the epoch. It remembers the zones it was asked for: one question costs as much as a thousand entries. It
 * throws a RangeError for an unknown zone.
 */
export function datesAt(nowMs: number): (timeZone: string) => string {
  const dates = new Map<string, string>()
  return (timeZone) => {
    const known = dates.get(timeZone)
    if (known !== undefined) return known
    // Swedish writes dates as ISO 8601 does.
    const date = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' }).format(nowMs)
    dates.set(timeZone, date)
    return date
  }
}
