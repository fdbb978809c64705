import { withoutFormulaGuard } from '../contract/csv.ts'
import { columnKey } from './csv/column-key.ts'
import type { CsvRecord } from './csv/splitter.ts'
import { excerpt } from './excerpt.ts'
import type { Field } from './formats/format.ts'
import { formatDescriptions, type ImportLayout } from './formats/layout.ts'
import type { PersonReference } from './people/person.ts'

/**
 * The text of a field, trimmed and without the guard against formulas; `''` without such a column or for the
 * tool's text for an empty cell.
 */
export function textOf(layout: ImportLayout, cells: readonly string[], field: Field): string {
  const place = layout.places[field]
  const cell = place === undefined ? undefined : cells[place]
  if (!cell) return ''
  const text = withoutFormulaGuard(cell.trim())
  if (text === layout.emptyCell) return ''
  return field in partOfMoment ? partOf(text, partOfMoment[field as keyof typeof partOfMoment]) : text
}

const partOfMoment = { date: 1, endDate: 1, startTime: 2, endTime: 2 } as const
// In local time: the day of a time in UTC (Z) is not known.
const moment =
  /^(\d[\d./-]{7,9})(?:T|,?\s+)(\d{1,2}:\d\d\S*?(?:\s*[ap]\.?m\.?)?)(?:[.,]\d+)?(?:[+-]\d\d:?\d\d)?$/i
const longestDate = 10

/** The date or the time of a text that has both. A date alone has no time. */
function partOf(text: string, part: 1 | 2): string {
  if (part === 1 ? text.length <= longestDate : !/^\d{4}-|^[\d./-]{8,}/.test(text)) return text
  return moment.exec(text)?.[part] ?? (part === 2 && text.length <= longestDate ? '' : text)
}

/** The fault in the form of a row, if any. */
export function malformation({ header }: ImportLayout, record: CsvRecord): string | undefined {
  if (record.fault !== undefined) return record.fault
  const { length } = record.cells
  if (length === header.length) return undefined
  const counts = `the row has ${length} cells where the first line names ${header.length} columns`
  if (record.endsWithoutLineEnd && length < header.length) {
    return `${counts}, and is the last: the file was cut off here; export it again`
  }
  return `${counts}: put a text that holds the delimiter in quotes`
}

/** The person named in a row. */
export function personOf(layout: ImportLayout, cells: readonly string[]): PersonReference {
  const email = textOf(layout, cells, 'email')
  const name =
    textOf(layout, cells, 'name') ||
    `${textOf(layout, cells, 'firstName')} ${textOf(layout, cells, 'lastName')}`.trim()
  const userId = textOf(layout, cells, 'userId')
  return { ...(userId ? { userId } : {}), ...(email ? { email } : {}), ...(name ? { name } : {}) }
}

/** Whether the tool marks the row as not work, as Clockify does for breaks, holidays and time off. */
export function isNotWork(layout: ImportLayout, cells: readonly string[]): boolean {
  const { notWork } = formatDescriptions[layout.format]
  return notWork.length > 0 && notWork.includes(columnKey(textOf(layout, cells, 'kind')))
}

/** The kind of a row that is neither known as work nor as anything else; `''`: it is known. */
export function unknownKindOf(layout: ImportLayout, cells: readonly string[]): string {
  const { notWork, work } = formatDescriptions[layout.format]
  const kind = textOf(layout, cells, 'kind')
  if (kind === '') return ''
  return notWork.includes(columnKey(kind)) || work.includes(columnKey(kind)) ? '' : excerpt(kind)
}
