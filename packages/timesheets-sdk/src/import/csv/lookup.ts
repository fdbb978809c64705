import { isPlaceholder } from '../cells/placeholders.ts'
import { ImportError } from '../errors.ts'
import { faultIn } from '../record.ts'
import { placesOf } from './places.ts'
import { openTable } from './table.ts'

/** A file that says what the names in an export mean, such as `people.csv`. */
export interface LookupShape<Column extends string> {
  readonly columns: readonly Column[]
  /** Whether a file with these columns is enough. */
  readonly isEnough: (has: (column: Column) => boolean) => boolean
  /** The message for a file that has other columns. */
  readonly needed: string
  /** The code of a fault in a row. */
  readonly rowFault: 'invalid_person' | 'invalid_project'
}

export interface LookupRow<Column extends string> {
  readonly line: number
  /** The trimmed text of a cell; `''` for an empty cell, a placeholder such as `n/a`, or no such column. */
  cell(column: Column): string
}

/**
 * The rows of such a file. A fault in any of them is a fault of the file.
 *
 * @throws {ImportError} with the line
 */
export async function* readLookup<Column extends string>(
  source: AsyncIterable<Uint8Array>,
  { columns, isEnough, needed, rowFault }: LookupShape<Column>,
): AsyncGenerator<LookupRow<Column>, void, undefined> {
  const { header, headerLine, portions, close } = await openTable(source)
  try {
    const places = placesOf(header, columns, headerLine)
    if (!isEnough((column) => places.has(column))) throw new ImportError('missing_column', needed, headerLine)
    for await (const records of portions) {
      for (const record of records) {
        const { line, cells } = record
        // A spreadsheet omits empty cells at the end.
        const missing = Array.from({ length: Math.max(0, header.length - cells.length) }, () => '')
        const whole = { ...record, cells: [...cells, ...missing] }
        const fault = faultIn(header, [...places.values()], whole)
        if (fault) throw new ImportError(rowFault, fault.message, line)
        yield {
          line,
          cell(column) {
            const text = cells[places.get(column) ?? -1]?.trim() ?? ''
            return isPlaceholder(text) ? '' : text
          },
        }
      }
    }
  } finally {
    await close()
  }
}
