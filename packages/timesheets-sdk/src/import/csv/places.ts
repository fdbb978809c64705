import { ImportError } from '../errors.ts'
import { columnKey } from './column-key.ts'

/**
 * The positions of columns, without those that the header does not have.
 *
 * @throws {ImportError} `duplicate_column` if it has one of them twice: it is unknown which to read
 */
export function placesOf<Column extends string>(
  header: readonly string[],
  columns: readonly Column[],
  line: number,
): ReadonlyMap<Column, number> {
  const keys = header.map(columnKey)
  const places = new Map<Column, number>()
  for (const column of columns) {
    const place = keys.indexOf(columnKey(column))
    if (place === -1) continue
    if (keys.indexOf(columnKey(column), place + 1) !== -1) throw duplicateColumn(column, line)
    places.set(column, place)
  }
  return places
}

export function duplicateColumn(column: string, line: number): ImportError {
  const message = `the column ${column} occurs twice: remove one of the two`
  return new ImportError('duplicate_column', message, line)
}
