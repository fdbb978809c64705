import { withoutFormulaGuard } from '../contract/csv.ts'
import { columnKey } from './csv/column-key.ts'
import type { CsvRecord } from './csv/splitter.ts'
import type { Field } from './formats/format.ts'
import { formatDescriptions, type ImportLayout } from './formats/layout.ts'
import type { PersonReference } from './people/person.ts'

/**
 * The text of a field, without blanks around it and an export's guard against formulas; `''` where there is no such column, or
 * the cell holds what the tool writes for nothing.
 */
export function textOf(layout: ImportLayout, cells: readonly string[], field: Field): string {
  const place = layout.places[field]
  const cell = place === undefined ? undefined : cells[place]
  if (!cell) return ''
  const text = withoutFormulaGuard(cell.trim())
  return text === layout.emptyCell ? '' : text
}

/** What is wrong with the row as a row, if anything. */
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

/** Whom the row names. */
export function personOf(layout: ImportLayout, cells: readonly string[]): PersonReference {
  const email = textOf(layout, cells, 'email')
  const name =
    textOf(layout, cells, 'name') ||
    `${textOf(layout, cells, 'firstName')} ${textOf(layout, cells, 'lastName')}`.trim()
  return { ...(email ? { email } : {}), ...(name ? { name } : {}) }
}

/** Whether the tool itself says that the row is not work, as Clockify does of breaks, holidays and time off. */
export function isNotWork(layout: ImportLayout, cells: readonly string[]): boolean {
  const { notWork } = formatDescriptions[layout.format]
  return notWork.length > 0 && notWork.includes(columnKey(textOf(layout, cells, 'kind')))
}
