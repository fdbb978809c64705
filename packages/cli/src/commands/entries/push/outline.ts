import type { InputFile } from '../../../io/input-file.ts'
import type { FileFormat } from '../../../io/readers/format.ts'
import { readRows } from '../../../io/readers/read-rows.ts'
import { isFaulty } from '../../../io/readers/row.ts'
import { wholeLines } from '../../../io/readers/whole-lines.ts'

/** What a file holds, for the line that a push begins with and for its percentage. */
export interface Outline {
  readonly rows: number
  /** The first and last day of its entries; `undefined` where there are none. */
  readonly days: { readonly first: string; readonly last: string } | undefined
  readonly people: number
}

/** To read a file twice takes too long to be worth a count when it is longer than this. */
const longestToOutline = 4 * 1_024 * 1_024

/**
 * Reads a file that is short enough once through before anything of it is sent, so that what is wrong with it as a whole is known
 * before half of it is stored. `undefined`: it is too long, or can be read only once.
 *
 * @throws {UsageError} when the file as a whole is not what it should be
 */
export async function outlineOf(
  file: InputFile,
  format: FileFormat | undefined,
): Promise<Outline | undefined> {
  if (file.size === undefined || file.size > longestToOutline) return undefined
  let rows = 0
  let first: string | undefined
  let last: string | undefined
  const people = new Set<string>()
  const reading = {
    name: file.name,
    pieces: wholeLines(file.read(), file.name),
    // Whose it is that pushes is not known yet, and of no matter here.
    ownUserId: '',
    externalIds: { next: () => 'row' },
    warn: () => {},
  }
  for await (const portion of readRows(reading, format)) {
    for (const row of portion) {
      rows++
      if (isFaulty(row)) continue
      const { date, userId = '' } = row.entry
      if (first === undefined || date < first) first = date
      if (last === undefined || date > last) last = date
      people.add(userId)
    }
  }
  const days = first === undefined || last === undefined ? undefined : { first, last }
  return { rows, days, people: people.size }
}

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

/** `412 rows, 2-27 November, 14 people`; the year only where it is not this one. */
export function outlineText({ rows, days, people }: Outline, thisYear: number): string {
  const parts = [counted(rows, 'row', 'rows')]
  if (days) parts.push(dayRange(days.first, days.last, thisYear), counted(people, 'person', 'people'))
  return parts.join(', ')
}

function counted(count: number, one: string, many: string): string {
  return `${count} ${count === 1 ? one : many}`
}

function dayRange(first: string, last: string, thisYear: number): string {
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
