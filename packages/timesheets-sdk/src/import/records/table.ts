import type { Violation } from '../../model/violation.ts'
import { dateByItself } from '../cells/date.ts'
import { columnKey } from '../csv/column-key.ts'
import type { DecodeOptions, Encoding } from '../csv/lines.ts'
import { placesOf } from '../csv/places.ts'
import { type CsvTable, type Delimiter, openTable } from '../csv/table.ts'
import { ImportError } from '../errors.ts'
import { excerpt } from '../excerpt.ts'
import { faultIn, plainCell, withOmittedCells } from '../record.ts'

/** The columns of a file of people, absences or projects. */
export interface TableShape<Column extends string> {
  readonly columns: readonly Column[]
  /** Those that each file must have. */
  readonly needed: readonly Column[]
  /** Those with dates, which a spreadsheet rewrites in its own notation. */
  readonly dates: readonly Column[]
}

/** Trimmed cells by column. Empty ones are left out. */
export type TableCells<Column extends string = string> = Readonly<Partial<Record<Column, string>>>

/** The use of each column of a file, and the columns that it lacks. */
export interface FoundColumns<Column extends string = string> {
  /** The columns of the file, in its order. `column` is `undefined` for one that is ignored. */
  readonly inFile: readonly { readonly name: string; readonly column: Column | undefined }[]
  /** Needed columns that the file does not have, and an ignored one whose name is similar. */
  readonly missing: readonly { readonly column: Column; readonly similar: string | undefined }[]
  /** Other columns that the file does not have: stored values stay. */
  readonly absent: readonly Column[]
}

export type TableRow<Column extends string> =
  | { readonly line: number; readonly cells: TableCells<Column> }
  | { readonly line: number; readonly fault: Violation }

/** A file of records whose header was read. */
export interface RecordTable<Column extends string> {
  readonly encoding: Encoding
  readonly delimiter: Delimiter
  readonly columns: FoundColumns<Column>
  /**
   * The rows with content.
   * @throws {ImportError} `missing_column`, or if a later line cannot be read
   */
  readonly rows: AsyncGenerator<TableRow<Column>, void, undefined>
}

/**
 * Reads the header of a CSV file whose first line names the columns, in any order. Encodings and delimiters
 * are those of exports.
 *
 * @throws {ImportError} without a header, or if it has a column twice
 */
export async function openRecords<Column extends string>(
  source: AsyncIterable<Uint8Array>,
  shape: TableShape<Column>,
  options: Pick<DecodeOptions, 'encoding'>,
): Promise<RecordTable<Column>> {
  const table = await openTable(source, options)
  try {
    const { encoding, delimiter } = table
    const columns = findColumns(table, shape)
    return { encoding, delimiter, columns, rows: readRows(table, columns, shape) }
  } catch (error) {
    await table.close()
    throw error
  }
}

function findColumns<Column extends string>(
  { header, headerLine }: CsvTable,
  { columns, needed }: TableShape<Column>,
): FoundColumns<Column> {
  const places = placesOf(header, columns, headerLine)
  const inFile = header.map((name, place) => ({
    name: excerpt(name, 30),
    column: columns.find((column) => places.get(column) === place),
  }))
  const without = columns.filter((column) => !inFile.some((one) => one.column === column))
  const ignored = inFile.filter(({ column }) => column === undefined)
  const missing = without
    .filter((column) => needed.includes(column))
    .map((column) => ({ column, similar: ignored.find(({ name }) => isSimilar(name, column))?.name }))
  return { inFile, missing, absent: without.filter((column) => !needed.includes(column)) }
}

/** Whether one of two names contains the other: `Hours` and `expectedHoursPerWeek`. */
function isSimilar(name: string, column: string): boolean {
  const [one, other] = [columnKey(name), columnKey(column)]
  return one.length > 1 && (one.includes(other) || other.includes(one))
}

/** Columns whose cells can have a line break, and those that are ignored. */
const freeTexts: ReadonlySet<string> = new Set(['', 'name', 'client', 'note'])

async function* readRows<Column extends string>(
  { header, headerLine, portions, close }: CsvTable,
  { inFile, missing }: FoundColumns<Column>,
  { columns, needed, dates }: TableShape<Column>,
): AsyncGenerator<TableRow<Column>, void, undefined> {
  try {
    if (missing.length > 0) {
      const named = missing.map(({ column }) => column).join(', ')
      const names = inFile.map(({ name }) => name).slice(0, 20)
      const message = `there is no column ${named}: the first line names the columns, ${columns.join(',')} in any order; here it names ${names.join(', ')}`
      throw new ImportError('missing_column', message, headerLine)
    }
    const isUnbroken = (place: number) => !freeTexts.has(inFile[place]?.column ?? '')
    const isEnough = (last: number) =>
      needed.every((column) => inFile.findIndex((one) => one.column === column) <= last)
    const read = inFile.flatMap(({ column }, place) => (column === undefined ? [] : [place]))
    for await (const records of portions) {
      for (const found of records) {
        const record = withOmittedCells(found, header.length, isUnbroken, isEnough)
        const { line, cells } = record
        const fault = faultIn(header, read, record)
        if (fault === undefined) yield { line, cells: cellsOf(cells, inFile, dates) }
        else {
          const { code, message, place } = fault
          const path = place === undefined ? '' : `/${inFile[place]?.column}`
          yield { line, fault: { code, message, path } }
        }
      }
    }
  } finally {
    await close()
  }
}

function cellsOf<Column extends string>(
  cells: readonly string[],
  inFile: FoundColumns<Column>['inFile'],
  dates: readonly Column[],
): TableCells<Column> {
  const read: Partial<Record<Column, string>> = {}
  inFile.forEach(({ column }, place) => {
    const text = plainCell(cells[place] ?? '')
    const meant = column === 'note' ? text : text.trim()
    if (column === undefined || meant === '') return
    read[column] = (dates.includes(column) ? dateByItself(meant) : undefined) ?? meant
  })
  return read
}
