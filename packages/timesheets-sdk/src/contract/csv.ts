import type { Entry } from '../model/entry.ts'
import { minutesFromHours } from '../model/hours.ts'

/** The columns of an entry in CSV, in order. A push requires the first four. */
export const csvColumns = [
  'userId',
  'date',
  'project',
  'hours',
  'note',
  'billable',
  'externalId',
  'status',
  'id',
  'minutes',
  'version',
] as const

/** The header line of entries in CSV (RFC 4180), with its line end. */
export const csvHeader = `${csvColumns.join(',')}\r\n`

const startsLikeFormula = /^'*[=+\-@\t\r]/

/**
 * A text that a spreadsheet does not run as a formula: a text that starts with `=`, `+`, `-`, `@`, tab or
 * return gets an apostrophe in front. {@link withoutFormulaGuard} removes it.
 */
export function withFormulaGuard(text: string): string {
  return startsLikeFormula.test(text) ? `'${text}` : text
}

/** The text before {@link withFormulaGuard}. */
export function withoutFormulaGuard(text: string): string {
  return text.startsWith("'") && startsLikeFormula.test(text) ? text.slice(1) : text
}

/** An entry as a line of CSV, with its line end, safe against formula injection. */
export function csvLine(entry: Entry): string {
  const record = csvRecord(entry)
  return csvRow(csvColumns.map((column) => record[column]))
}

/** An entry by the columns of CSV. Its minutes are exact, and always add up. */
export function csvRecord(entry: Entry): Entry & { readonly minutes: number | undefined } {
  return { ...entry, minutes: minutesFromHours(entry.hours) }
}

/** Cells as a line of CSV (RFC 4180), with its line end, safe against formula injection. */
export function csvRow(cells: readonly (string | number | boolean | undefined)[]): string {
  return `${cells.map(csvCell).join(',')}\r\n`
}

function csvCell(value: string | number | boolean | undefined): string {
  if (value === undefined) return ''
  if (typeof value !== 'string') return String(value)
  const text = withFormulaGuard(value)
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
