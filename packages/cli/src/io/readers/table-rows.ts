import { CsvSplitter } from 'timesheets-sdk/import'
import { UsageError } from '../errors.ts'
import type { InputFile } from '../input-file.ts'
import { excerpt } from '../plain-text.ts'
import { assertSeparator, listed } from './csv-header.ts'
import { textOfCell } from './entry-of-cells.ts'
import { wholeLines } from './whole-lines.ts'

/** What a CSV file of something other than entries has to look like. */
export interface TableShape<Column extends string> {
  readonly columns: readonly Column[]
  /** Those that there must be. */
  readonly needed: readonly Column[]
}

/** Cells by column, as they were meant; empty ones are left out. */
export type TableCells<Column extends string> = Readonly<Partial<Record<Column, string>>>

export type TableRow<Column extends string> =
  | { readonly line: number; readonly cells: TableCells<Column> }
  | { readonly line: number; readonly fault: string }

/**
 * Reads CSV whose first line names the columns, in any order. Rows of empty cells are left out.
 *
 * @param warn takes what is odd about the file as a whole
 * @throws {UsageError} when there is no header, or one that lacks a column
 */
export async function* readTable<Column extends string>(
  file: InputFile,
  shape: TableShape<Column>,
  warn: (message: string) => void,
): AsyncGenerator<TableRow<Column>> {
  const splitter = new CsvSplitter(',')
  let header: Header<Column> | undefined
  for await (const records of recordsOf(file, splitter)) {
    for (const { line, cells, fault } of records) {
      if (!header) {
        header = readHeader(cells, shape, file.name)
        if (header.unknown.length > 0) {
          warn(`${file.name}: the columns ${header.unknown.join(', ')} are not known: they are left out`)
        }
      } else if (fault !== undefined) yield { line, fault }
      else if (cells.length !== header.width && cells.some((cell) => cell !== '')) {
        const counts = `${cells.length} cells where the first line names ${header.width} columns`
        yield { line, fault: `the row has ${counts}: put a text that holds a comma in quotes` }
      } else if (cells.some((cell) => cell !== '')) yield { line, cells: cellsOf(cells, header) }
    }
  }
  if (!header) {
    throw new UsageError(
      `${file.name} is empty: its first line names the columns, ${shape.columns.join(',')}`,
    )
  }
}

interface Header<Column extends string> {
  readonly width: number
  readonly places: ReadonlyMap<Column, number>
  readonly unknown: readonly string[]
}

async function* recordsOf(file: InputFile, splitter: CsvSplitter) {
  for await (const { text } of wholeLines(file.read(), file.name)) yield splitter.feed(text)
  yield splitter.end()
}

function readHeader<Column extends string>(
  names: readonly string[],
  { columns, needed }: TableShape<Column>,
  file: string,
): Header<Column> {
  assertSeparator(names, file)
  const keys = names.map((name) => name.trim().toLowerCase())
  const twice = columns.find(
    (column) => keys.indexOf(column.toLowerCase()) !== keys.lastIndexOf(column.toLowerCase()),
  )
  if (twice !== undefined) throw new UsageError(`${file}:1 names the column ${twice} twice`)
  const missing = needed.filter((column) => !keys.includes(column.toLowerCase()))
  if (missing.length > 0) {
    throw new UsageError(
      `${file}:1 has no column ${missing.join(', ')}: the first line names the columns, ${columns.join(',')} in any order; here it names ${listed(names)}`,
    )
  }
  const known = new Set(columns.map((column) => column.toLowerCase()))
  return {
    width: names.length,
    places: new Map(
      columns.flatMap((column) => {
        const place = keys.indexOf(column.toLowerCase())
        return place === -1 ? [] : [[column, place] as const]
      }),
    ),
    unknown: names
      .filter((_, place) => !known.has(keys[place] ?? ''))
      .map((name) => excerpt(name.trim(), 30)),
  }
}

function cellsOf<Column extends string>(
  cells: readonly string[],
  { places }: Header<Column>,
): TableCells<Column> {
  const read: Partial<Record<Column, string>> = {}
  for (const [column, place] of places) {
    const text = textOfCell(cells[place] ?? '', column === 'note')
    if (text !== '') read[column] = text
  }
  return read
}
