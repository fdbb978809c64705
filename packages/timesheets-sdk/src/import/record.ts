import { withoutFormulaGuard } from '../contract/csv.ts'
import { canonicalName } from '../model/text.ts'
import { isTimeInUtc, readDate } from './cells/date.ts'
import { isGarbled } from './cells/garbled-text.ts'
import { isFormulaError, isPlaceholder } from './cells/placeholders.ts'
import { plainNotation } from './cells/plain-notation.ts'
import { columnKey } from './csv/column-key.ts'
import type { CsvRecord } from './csv/splitter.ts'
import { excerpt } from './excerpt.ts'
import { type Field, fields } from './formats/format.ts'
import { formatDescriptions, type ImportLayout } from './formats/layout.ts'
import type { PersonReference } from './people/person.ts'
import type { ImportViolation, RejectedRow } from './row.ts'

/** Of a formula that some programs write so that a spreadsheet keeps a text as it is: `="007"`. */
const textFormula = /^="((?:[^"]|"")*)"$/

/** The text of a cell, without a guard against formulas or a formula that only says a text. */
export function plainCell(cell: string): string {
  const text = textFormula.exec(cell)?.[1]
  return text === undefined ? withoutFormulaGuard(cell) : text.replaceAll('""', '"').trim()
}

/**
 * The text of a field, trimmed and as a {@link plainCell}; `''` without such a column, for the tool's text
 * for an empty cell, and for the error of a formula. In another tool's file, any {@link isPlaceholder} is
 * empty, but for what people write.
 */
export function textOf(layout: ImportLayout, cells: readonly string[], field: Field): string {
  const place = layout.places[field]
  const cell = place === undefined ? undefined : cells[place]
  if (!cell) return ''
  const text = plainCell(cell.trim())
  if (text === layout.emptyCell || isFormulaError(text)) return ''
  if (freeTexts.has(field)) return text
  if (layout.format !== 'csv' && isPlaceholder(text)) return ''
  return notations.has(field) ? notationOf(plainNotation(text), field) : text
}

const freeTexts: ReadonlySet<Field> = new Set(['note', 'name', 'firstName', 'lastName'])
const notations: ReadonlySet<Field> = new Set([
  ...(['email', 'date', 'startTime', 'endDate', 'endTime', 'break'] as const),
  ...(['duration', 'minutes', 'seconds', 'durationDecimal', 'billable'] as const),
])

function notationOf(text: string, field: Field): string {
  return field in partOfMoment ? partOf(text, partOfMoment[field as keyof typeof partOfMoment]) : text
}

const partOfMoment = { date: 1, endDate: 1, startTime: 2, endTime: 2 } as const
// In local time: see `isTimeInUtc`.
const moment =
  /^([^:]{8,40}?)(?:T|,?\s+)(\d{1,2}:\d\d\S*?(?:\s*[ap]\.?\s?m\.?)?)(?:[.,]\d+)?(?:[+-]\d\d:?\d\d)?$/i
const timeAlone = /^\d{1,2}:/
const numericDate = /^\d{4}-|^[\d./-]{8,}/
const longestNumericDate = 10

/** The date or the time of a text that has both. A date alone has no time. */
function partOf(text: string, part: 1 | 2): string {
  if (part === 1 ? text.length <= longestNumericDate : timeAlone.test(text)) return text
  if (part === 1 && isTimeInUtc(text)) return text
  const found = moment.exec(text)?.[part]
  if (found !== undefined || part === 1) return found ?? text
  const isNumeric = text.length <= longestNumericDate && numericDate.test(text)
  return isNumeric || readDate(text) !== undefined ? '' : text
}

/** The texts of the columns that distinguish entries of a person on a day, in their one spelling. */
export function identityTexts(layout: ImportLayout, cells: readonly string[]): string[] {
  const { identity } = formatDescriptions[layout.format]
  return identity.map((field) => canonicalName(textOf(layout, cells, field)))
}

/** Fields whose cells cannot have a line break, other than a note or a name. */
const unbroken: readonly Field[] = [
  ...(['id', 'userId', 'email', 'date', 'startTime', 'endDate', 'endTime', 'break'] as const),
  ...(['duration', 'minutes', 'seconds', 'durationDecimal', 'billable', 'externalId'] as const),
]

/**
 * A record with the empty cells at its end that spreadsheets and Outlook omit. It stays as it is if it can be
 * the first line of a broken row, or the end of a truncated file: then the missing cells may have had
 * something in them.
 */
export function completed({ format, header, places }: ImportLayout, record: CsvRecord): CsvRecord {
  const { needed } = formatDescriptions[format]
  const isUnbroken = (place: number) => unbroken.some((field) => places[field] === place)
  return withOmittedCells(record, header.length, isUnbroken, (last) =>
    needed.every((field) => (places[field] ?? -1) <= last),
  )
}

/**
 * As {@link completed}, for a table of any kind.
 *
 * @param isUnbroken whether the column at a place cannot have a line break in its cells
 * @param isEnough whether the columns up to a place have all that is needed
 */
export function withOmittedCells(
  record: CsvRecord,
  width: number,
  isUnbroken: (place: number) => boolean,
  isEnough: (last: number) => boolean,
): CsvRecord {
  const { cells, fault, endsWithoutLineEnd } = record
  const last = cells.length - 1
  if (cells.length >= width || fault !== undefined || endsWithoutLineEnd) return record
  if (cells[last] === '' || !isUnbroken(last) || !isEnough(last)) return record
  return { ...record, cells: [...cells, ...Array.from({ length: width - cells.length }, () => '')] }
}

// Also those that Excel writes by itself below tables and pivot tables.
const wordsForTotal: ReadonlySet<string> = new Set([
  ...['total', 'totals', 'grandtotal', 'subtotal', 'sum', 'totalhours', 'totaltime'],
  ...['summe', 'gesamt', 'gesamtsumme', 'zwischensumme', 'insgesamt', 'totaux', 'somme', 'totale', 'suma'],
  ...['totales', 'totaal', 'subtotaal', 'eindtotaal', 'razem', 'summa', 'totalsumma', 'soma', 'ergebnis'],
  ...['gesamtergebnis', 'teilergebnis', 'totalt', 'totalsum', 'hovedtotal', 'ialt', 'yhteensä', 'celkem'],
  ...['összeg', 'összesen', 'végösszeg', 'toplam', 'geneltoplam', 'итого', 'итог', 'всего', 'σ'],
  ...['合計', '小計', '総計', '集計', '合计', '总计', '汇总', '總計', '합계', '총합계'],
])

/**
 * Whether a row is a sum of others, as some programs and people write it at the end. It has no date and no
 * project: there are clients that are called Total. A sum without a word has nothing but a number of hours.
 */
export function isTotal(layout: ImportLayout, cells: readonly string[]): boolean {
  if (/\d/.test(textOf(layout, cells, 'date'))) return false
  const isWord = (cell: string) => wordsForTotal.has(columnKey(cell))
  const project = textOf(layout, cells, 'project') || textOf(layout, cells, 'projectCode')
  if (project !== '' && !isWord(project)) return false
  return cells.some((cell) => isWord(cell) || isWordBesideOthers(cell)) || hasOnlyHours(layout, cells)
}

/** `Total for Mira Holm`, `Mira Holm: total`. */
function isWordBesideOthers(cell: string): boolean {
  const words = cell.trim().split(/\s+/)
  return [words[0], words.at(-1)].some((word) => word !== undefined && wordsForTotal.has(columnKey(word)))
}

const amounts: ReadonlySet<Field> = new Set(['duration', 'minutes', 'seconds', 'durationDecimal', 'break'])

function hasOnlyHours(layout: ImportLayout, cells: readonly string[]): boolean {
  const read = fields.filter((field) => textOf(layout, cells, field) !== '')
  return read.length > 0 && read.every((field) => amounts.has(field))
}

/** The rejection of such a row. Its hours are those of other rows, so they are not counted. */
export function totalRow({ line, cells }: CsvRecord): RejectedRow {
  const message = 'this is a total of other rows, and not working time'
  return { line, cells, violations: [{ code: 'not_work', message, path: '', column: null }] }
}

/** The fault in the form of a row, if any. */
export function malformation(
  { header }: Pick<ImportLayout, 'header'>,
  record: CsvRecord,
): string | undefined {
  if (record.fault !== undefined) return record.fault
  const { length } = record.cells
  if (length === header.length) return undefined
  const counts = `the row has ${length} cells where the first line names ${header.length} columns`
  if (record.endsWithoutLineEnd && length < header.length) {
    return `${counts}, and is the last: the file was cut off here; export it again`
  }
  const advice = 'put a text that holds the delimiter in quotes'
  const isLonger = record.cells.at(-1) === '' && length > header.length
  return `${counts}: ${advice}${isLonger ? ', or remove the delimiter at the end' : ''}`
}

export interface RowFault {
  readonly code: 'malformed_row' | 'formula_error' | 'garbled_text'
  readonly message: string
  /** Of the column; `undefined`: the row as a whole. */
  readonly place: number | undefined
}

/**
 * The fault of a row that cannot be read: its form, or one of its cells.
 *
 * @param places of the columns that are read
 */
export function faultIn(
  header: readonly string[],
  places: readonly number[],
  record: CsvRecord,
): RowFault | undefined {
  const malformed = malformation({ header }, record)
  if (malformed !== undefined) return { code: 'malformed_row', message: malformed, place: undefined }
  return cellFaultIn(places, record.cells)
}

function cellFaultIn(places: readonly number[], cells: readonly string[]): RowFault | undefined {
  for (const place of places) {
    const cell = cells[place] ?? ''
    if (isFormulaError(cell)) {
      const message = `"${cell.trim()}" is the error of a formula: correct it in the spreadsheet`
      return { code: 'formula_error', message, place }
    }
    if (isGarbled(cell)) {
      const message = `${excerpt(cell.trim(), 30)} was read in another encoding than it was saved in: export it again, and import it into the spreadsheet as UTF-8`
      return { code: 'garbled_text', message, place }
    }
  }
  return undefined
}

/** The only violation of a row of entries with the error of a formula or a garbled text. */
export function cellFaultOf(
  { header, places }: ImportLayout,
  cells: readonly string[],
): ImportViolation | undefined {
  const fault = cellFaultIn(placesIn(places), cells)
  if (fault === undefined) return undefined
  const { code, message, place } = fault
  return { code, message, path: '', column: header[place ?? -1] ?? null }
}

/** The only violation of a row that is broken. */
export function malformedRow(message: string): ImportViolation {
  return { code: 'malformed_row', message, path: '', column: null }
}

const placesOfLayout = new WeakMap<ImportLayout['places'], readonly number[]>()

/** The same list for each row. */
function placesIn(places: ImportLayout['places']): readonly number[] {
  let list = placesOfLayout.get(places)
  if (list === undefined) {
    list = [...new Set(Object.values(places))]
    placesOfLayout.set(places, list)
  }
  return list
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
