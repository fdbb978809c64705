import { withoutFormulaGuard } from '../contract/csv.ts'
import type { CsvRecord } from './csv/splitter.ts'
import type { Field } from './formats/format.ts'
import type { ExportLayout } from './formats/layout.ts'
import { formatDescriptions } from './formats/layout.ts'
import type { PersonReference } from './people/person.ts'

/** The text of a field, without blanks around it and an export's guard against formulas; `''` where there is no such column. */
export function textOf(layout: ExportLayout, cells: readonly string[], field: Field): string {
  const place = layout.places[field]
  const cell = place === undefined ? undefined : cells[place]
  return cell ? withoutFormulaGuard(cell.trim()) : ''
}

/** What is wrong with the row as a row, if anything. */
export function malformation({ header }: ExportLayout, record: CsvRecord): string | undefined {
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
export function personOf(layout: ExportLayout, cells: readonly string[]): PersonReference {
  const email = textOf(layout, cells, 'email')
  const name =
    textOf(layout, cells, 'name') ||
    `${textOf(layout, cells, 'firstName')} ${textOf(layout, cells, 'lastName')}`.trim()
  return { ...(email ? { email } : {}), ...(name ? { name } : {}) }
}

/** Whether the tool itself says that the row is no work, as Clockify does of breaks. */
export function isNoWork(layout: ExportLayout, cells: readonly string[]): boolean {
  const { notWork } = formatDescriptions[layout.format]
  if (notWork.length === 0) return false
  const kind = textOf(layout, cells, 'kind').toLowerCase()
  return notWork.some((word) => word.toLowerCase() === kind)
}
