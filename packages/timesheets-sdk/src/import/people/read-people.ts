import { userId as userIdSchema } from '../../model/entry.ts'
import { placesOf } from '../csv/places.ts'
import type { CsvRecord } from '../csv/splitter.ts'
import { openTable } from '../csv/table.ts'
import { ImportError } from '../errors.ts'
import { PeopleDirectory, type PersonRow } from './directory.ts'

const columns = ['userId', 'email', 'name', 'firstName', 'lastName'] as const
type Column = (typeof columns)[number]

/**
 * Reads the mapping file: CSV with the column `userId` and any of `email`, `name`, or `firstName` and
 * `lastName`. A person may have several rows, one per address or spelling. The whole file is kept in memory.
 *
 * @throws {ImportError} if it is not such a file, a row has no `userId` or neither address nor name, or two
 *   people have the same address; `line` refers to this file
 */
export async function readPeople(source: AsyncIterable<Uint8Array>): Promise<PeopleDirectory> {
  const { header, headerLine, portions, close } = await openTable(source)
  try {
    const places = findPlaces(header, headerLine)
    const rows: PersonRow[] = []
    for await (const records of portions) {
      for (const record of records) rows.push(readRow(record, places, header.length))
    }
    return new PeopleDirectory(rows)
  } finally {
    await close()
  }
}

function findPlaces(header: readonly string[], line: number): ReadonlyMap<Column, number> {
  const places = placesOf(header, columns, line)
  if (!places.has('userId') || places.size === 1) {
    const needed = 'userId and any of email, name, or firstName and lastName'
    throw new ImportError('missing_column', `a file of people has the columns ${needed}`, line)
  }
  return places
}

function readRow(
  { line, cells, fault }: CsvRecord,
  places: ReadonlyMap<Column, number>,
  width: number,
): PersonRow {
  if (fault !== undefined) throw new ImportError('invalid_person', fault, line)
  // A spreadsheet omits empty cells at the end.
  if (cells.length > width) {
    const counts = `${cells.length} cells where the first line names ${width} columns`
    throw new ImportError('invalid_person', `the row has ${counts}`, line)
  }
  const cell = (column: Column) => cells[places.get(column) ?? -1]?.trim() || undefined
  const userId = cell('userId')
  if (userId === undefined || !userIdSchema.safeParse(userId).success) {
    throw new ImportError(
      'invalid_person',
      'the userId is missing or is not an identifier of up to 255 characters',
      line,
    )
  }
  const email = cell('email')
  const parts = [cell('firstName'), cell('lastName')].filter((part) => part !== undefined)
  const name = cell('name') ?? (parts.length > 0 ? parts.join(' ') : undefined)
  if (email === undefined && name === undefined) {
    throw new ImportError('invalid_person', `${userId} has neither e-mail nor name to be known by`, line)
  }
  return { userId, line, ...(email ? { email } : {}), ...(name ? { name } : {}) }
}
