/** Whether a text names a time zone that this platform knows (IANA). */
export function isTimeZone(text: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: text })
    return true
  } catch {
    return false
  }
}

const formats = new Map<string, Intl.DateTimeFormat>()

/** The calendar date, `YYYY-MM-DD`, in a time zone at an instant. @throws {RangeError} for an unknown zone */
export function dateIn(timeZone: string, nowMs: number): string {
  let format = formats.get(timeZone)
  if (!format) {
    // Swedish writes dates as ISO 8601 does.
    format = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' })
    formats.set(timeZone, format)
  }
  return format.format(nowMs)
}
