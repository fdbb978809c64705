import { csvColumns } from 'timesheets-sdk/contract'
import { UsageError } from '../errors.ts'
import { excerpt } from '../plain-text.ts'
import { reportColumns } from '../report-columns.ts'
import { type EntryColumn, entryColumns } from './row.ts'

/** Where in a record each column of an entry stands. */
export interface CsvHeader {
  readonly cells: number
  readonly columns: ReadonlyMap<EntryColumn, number>
  /** Columns that nobody knows here. */
  readonly unknown: readonly string[]
  /** Whether there is a column `id`, as in what the API exports. */
  readonly hasIds: boolean
}

const knownColumns: ReadonlySet<string> = new Set([...csvColumns, ...reportColumns])
const lowerCased = new Map([...knownColumns].map((column) => [column.toLowerCase(), column]))

/**
 * Reads the header line: columns in any order, large and small letters alike.
 *
 * @param needed the columns that there must be
 * @throws {UsageError} when it is no header, or lacks a column
 */
export function readHeader(
  names: readonly string[],
  needed: readonly EntryColumn[],
  file: string,
): CsvHeader {
  const columns = names.map((name) => lowerCased.get(name.trim().toLowerCase()) ?? name.trim())
  assertSeparator(names, file)
  const twice = columns.find((column, index) => knownColumns.has(column) && columns.indexOf(column) !== index)
  if (twice !== undefined) throw new UsageError(`${file}:1 names the column ${twice} twice`)
  const missing = needed.filter((column) => !columns.includes(column))
  if (missing.length > 0) {
    throw new UsageError(
      `${file}:1 has no column ${missing.join(', ')}: the first line names the columns, at least ${needed.join(',')} or those of a detailed export of Toggl, Clockify or Harvest; here it names ${listed(names)}`,
    )
  }
  return {
    cells: names.length,
    columns: new Map(
      entryColumns.flatMap((column) => (columns.includes(column) ? [[column, columns.indexOf(column)]] : [])),
    ),
    unknown: columns.filter((column) => !knownColumns.has(column)).map((column) => excerpt(column, 30)),
    hasIds: columns.includes('id'),
  }
}

/** Names of columns, for a message. */
export function listed(names: readonly string[]): string {
  const most = 20
  const shown = names.slice(0, most).map((name) => excerpt(name, 30))
  return names.length > most ? `${shown.join(', ')} and ${names.length - most} more` : shown.join(', ')
}

/** @throws {UsageError} when the columns are not separated by commas */
export function assertSeparator(names: readonly string[], file: string): void {
  if (names.some((name) => name.includes('\r'))) {
    throw new UsageError(
      `${file} ends its lines with CR alone: save it with the line ends of Windows or Unix`,
    )
  }
  if (names.length > 1) return
  for (const [separator, word] of [
    [';', 'semicolons'],
    ['\t', 'tabs'],
    ['|', 'bars'],
  ] as const) {
    if (names[0]?.includes(separator)) {
      throw new UsageError(`${file} separates its columns by ${word}: save it with commas`)
    }
  }
}
