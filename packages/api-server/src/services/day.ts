/** The calendar date in UTC, from which changes count by default. */
export function dayAt(nowMs: number): string {
  return new Date(nowMs).toISOString().slice(0, 10)
}
