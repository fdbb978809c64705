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

// Also the signs of Asian keyboards. Spreadsheets of many countries split a line at semicolons, even within
// quotes, so a formula can begin after one, and after a tab or line break.
const formulas = /(^|[;\t\r\n])('*)(?=[=+\-@＝＋－＠])/g
const guardedFormulas = /(^|[;\t\r\n])'('*)(?=[=+\-@＝＋－＠])/g

/**
 * A text in which a spreadsheet runs no formula. An apostrophe is in front of each that could begin: of `=`,
 * `+`, `-` or `@` at the start or after a semicolon, tab or line break. One is also in front of a tab or line
 * break at the start. {@link withoutFormulaGuard} removes them.
 */
export function withFormulaGuard(text: string): string {
  const guarded = text.replace(formulas, "$1'$2")
  return /^'*[\t\r\n]/.test(text) ? `'${guarded}` : guarded
}

/** The text before {@link withFormulaGuard}. */
export function withoutFormulaGuard(text: string): string {
  const rest = /^'+[\t\r\n]/.test(text) ? text.slice(1) : text
  return rest.replace(guardedFormulas, '$1$2')
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
