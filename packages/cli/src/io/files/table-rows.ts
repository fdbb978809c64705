import { withoutFormulaGuard } from 'timesheets-sdk/contract'
import { columnKey, ImportError, openTable } from 'timesheets-sdk/import'
import { UsageError } from '../outcome/errors.ts'
import { excerpt } from '../terminal/plain-text.ts'
import type { InputFile } from './input-file.ts'

/** The shape of a CSV file of people, absences or projects. */
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
 * Reads CSV whose first line names the columns, in any order, as an export of another tool is read: the same
 * encodings and delimiters. Rows of empty cells are left out.
 *
 * @param warn takes what is odd about the file as a whole
 * @throws {UsageError} when there is no header, or one that lacks a column
 */
export async function* readTable<Column extends string>(
  file: InputFile,
  shape: TableShape<Column>,
  warn: (message: string) => void,
): AsyncGenerator<TableRow<Column>> {
  try {
    const { header, headerLine, portions, close } = await openTable(file.read())
    try {
      const { places, unknown } = findColumns(header, shape, `${file.name}:${headerLine}`)
      if (unknown.length > 0) {
        warn(`${file.name}: the columns ${unknown.join(', ')} are not known: they are left out`)
      }
      for await (const records of portions) {
        for (const { line, cells, fault } of records) {
          if (fault !== undefined) yield { line, fault }
          else if (cells.length === header.length) yield { line, cells: cellsOf(cells, places) }
          else {
            const counts = `${cells.length} cells where the first line names ${header.length} columns`
            yield { line, fault: `the row has ${counts}: put a text that holds the delimiter in quotes` }
          }
        }
      }
    } finally {
      await close()
    }
  } catch (error) {
    throw withFileName(error, file.name)
  }
}

/** An error of the file as a whole gets the file's name and line in front; any other stays as it is. */
export function withFileName(error: unknown, file: string): unknown {
  if (!(error instanceof ImportError)) return error
  const place = error.line === undefined ? file : `${file}:${error.line}`
  return new UsageError(`${place}: ${error.message}`)
}

function findColumns<Column extends string>(
  header: readonly string[],
  { columns, needed }: TableShape<Column>,
  place: string,
) {
  const keys = header.map(columnKey)
  const keyed = columns.map((column) => [column, columnKey(column)] as const)
  const twice = keyed.find(([, key]) => keys.indexOf(key) !== keys.lastIndexOf(key))
  if (twice !== undefined) throw new UsageError(`${place} names the column ${twice[0]} twice`)
  const missing = needed.filter((column) => !keys.includes(columnKey(column)))
  if (missing.length > 0) {
    const names = header.map((name) => excerpt(name, 30)).slice(0, 20)
    throw new UsageError(
      `${place} has no column ${missing.join(', ')}: the first line names the columns, ${columns.join(',')} in any order; here it names ${names.join(', ')}`,
    )
  }
  const known = new Set(keyed.map(([, key]) => key))
  return {
    places: new Map(keyed.map(([column, key]) => [column, keys.indexOf(key)] as const)),
    unknown: header.filter((_, at) => !known.has(keys[at] ?? '')).map((name) => excerpt(name.trim(), 30)),
  }
}

function cellsOf<Column extends string>(
  cells: readonly string[],
  places: ReadonlyMap<Column, number>,
): TableCells<Column> {
  const read: Partial<Record<Column, string>> = {}
  for (const [column, place] of places) {
    const text = withoutFormulaGuard(cells[place] ?? '')
    const meant = column === 'note' ? text : text.trim()
    if (meant !== '') read[column] = meant
  }
  return read
}
