import type { Holiday } from 'timesheets-sdk/model'

// In every language, so that a copied list works everywhere.
const half = /[\s,;]+(?:half|halb)$/i
const day = /^(\d{4}-\d{2}-\d{2})[\s,;]+(.+)$/

/** Holidays as lines to type or paste: `2026-12-24 Christmas Eve, half`. */
export function holidayLines(days: readonly Holiday[], halfWord: string): string {
  return days.map(({ date, name, half }) => `${date} ${name}${half ? `, ${halfWord}` : ''}`).join('\n')
}

/** The holidays in lines, by date; empty lines do not count. A line that has no date and name is a fault. */
export function readHolidayLines(
  text: string,
): { readonly days: Holiday[] } | { readonly faultInLine: number } {
  const days: Holiday[] = []
  for (const [index, line] of text.split('\n').entries()) {
    const content = line.trim()
    if (content === '') continue
    const [, date, name] = day.exec(content.replace(half, '')) ?? []
    if (date === undefined || name === undefined) return { faultInLine: index + 1 }
    days.push({ date, name: name.trim(), ...(half.test(content) ? { half: true } : {}) })
  }
  return { days: days.sort((a, b) => a.date.localeCompare(b.date)) }
}
