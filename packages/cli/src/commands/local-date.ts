/** The calendar date where the person is. */
export function localDate(nowMs: number): string {
  const now = new Date(nowMs)
  const parts = [now.getFullYear(), now.getMonth() + 1, now.getDate()]
  return parts.map((part) => String(part).padStart(2, '0')).join('-')
}
