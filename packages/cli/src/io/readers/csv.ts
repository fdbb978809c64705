import { type CsvRecord, CsvSplitter } from 'timesheets-sdk/import'
import { UsageError } from '../errors.ts'
import { type CsvHeader, readHeader } from './csv-header.ts'
import { entryOfCells, textOfCell } from './entry-of-cells.ts'
import { nextName, type Reading } from './reading.ts'
import { type EntryColumn, type Row, wholeText } from './row.ts'

/**
 * Reads our own CSV: a header, then one entry a row. Rows come in portions, as the text does, and each is read when it is
 * asked for, so that no more than needed is held.
 *
 * @throws {UsageError} when there is no header, or one that lacks a column
 */
export async function* readCsv(reading: Reading): AsyncGenerator<Iterable<Row>> {
  const needed: readonly EntryColumn[] =
    reading.ownUserId === null ? ['userId', 'date', 'project', 'hours'] : ['date', 'project', 'hours']
  const splitter = new CsvSplitter(',')
  let header: CsvHeader | undefined

  function* rowsOf(records: Iterable<CsvRecord>): Generator<Row> {
    for (const record of records) {
      if (header) {
        const row = readRow(record, header, reading)
        if (row) yield row
      } else {
        header = readHeader(record.cells, needed, reading.name)
        warnOf(header, reading)
      }
    }
  }

  for await (const { text } of reading.pieces) yield rowsOf(splitter.feed(text))
  yield rowsOf(splitter.end())
  if (!header) {
    throw new UsageError(`${reading.name} is empty: its first line names the columns, ${needed.join(',')}`)
  }
}

function warnOf({ unknown, hasIds }: CsvHeader, { name, warn }: Reading): void {
  if (unknown.length > 0) warn(`${name}: no entry has ${unknown.join(', ')}: what is in there is left out`)
  if (hasIds) warn(`${name}: the column id is left out: a row without externalId makes an entry of its own`)
}

/** `undefined` for a row of empty cells, as spreadsheets leave them at the end. */
function readRow(record: CsvRecord, header: CsvHeader, reading: Reading): Row | undefined {
  const { line, fault } = record
  if (fault !== undefined) return { line, cells: wholeText(record.cells[0]), violations: [malformed(fault)] }
  if (record.cells.every((cell) => cell === '')) return undefined
  const cells: Partial<Record<EntryColumn, string>> = {}
  for (const [column, place] of header.columns) {
    const cell = record.cells[place]
    if (cell) cells[column] = textOfCell(cell, column === 'note')
  }
  if (record.cells.length !== header.cells) {
    const advice = 'put a text that holds a comma in quotes'
    const counts = `${record.cells.length} cells where the first line names ${header.cells} columns`
    return { line, cells, violations: [malformed(`the row has ${counts}: ${advice}`)] }
  }
  // Of a row that can't be an entry, too: mended, it still has the name that tells it from its equals.
  cells.externalId ||= nextName(reading, cells)
  const read = entryOfCells(cells)
  return 'entry' in read ? { line, cells, entry: read.entry } : { line, cells, violations: read.violations }
}

function malformed(message: string) {
  return { code: 'malformed_row', message, path: '' }
}
