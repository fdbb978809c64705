const months = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
]

/** `2-27 November`; the year only where it is not this one. */
export function dayRange(first: string, last: string, thisYear: number): string {
  const [from, to] = [partsOf(first), partsOf(last)]
  const year = to.year === thisYear && from.year === thisYear ? '' : ` ${to.year}`
  if (first === last) return `${to.day} ${to.month}${year}`
  if (from.year !== to.year) return `${from.day} ${from.month} ${from.year} - ${to.day} ${to.month}${year}`
  if (from.month !== to.month) return `${from.day} ${from.month} - ${to.day} ${to.month}${year}`
  return `${from.day}-${to.day} ${to.month}${year}`
}

function partsOf(date: string): { year: number; month: string; day: number } {
  const [year, month, day] = date.split('-').map(Number)
  return { year: year ?? 0, month: months[(month ?? 1) - 1] ?? '', day: day ?? 0 }
}

/** A stretch of time for people: `0.4 s`, `13.2 s`, `2 min 13 s`, `1 h 5 min`. */
export function formatDuration(ms: number): string {
  if (ms < 59_950) return `${(ms / 1_000).toFixed(1)} s`
  return formatRemaining(ms)
}

/** As {@link formatDuration}, for what is only guessed: in whole seconds. */
export function formatRemaining(ms: number): string {
  const seconds = Math.max(1, Math.round(ms / 1_000))
  if (seconds < 60) return `${seconds} s`
  const minutes = Math.floor(seconds / 60)
  if (minutes < 60) return `${minutes} min ${seconds % 60} s`
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min`
}
