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
