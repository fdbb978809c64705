import { csvRow } from '../../contract/csv.ts'
import type { RecordKind, RecordsClient } from './kind.ts'

/**
 * All stored records as the CSV that an import reads, as they are on a day: to be changed and imported. It
 * starts with a byte order mark, by which spreadsheets know that it is UTF-8.
 */
export async function storedAsCsv<Column extends string, Item, Stored extends object>(
  { columns, cellsOf, load }: Pick<RecordKind<Column, Item, Stored>, 'columns' | 'cellsOf' | 'load'>,
  client: RecordsClient,
  day: string,
): Promise<string> {
  const { records } = await load(client, { judge: false })
  const lines = Array.from(records.values(), (stored) => {
    const cells = cellsOf(stored, day)
    return csvRow(columns.map((column) => cells[column]))
  })
  return `\ufeff${csvRow(columns)}${lines.join('')}`
}
