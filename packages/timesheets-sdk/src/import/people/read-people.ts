import { userId as userIdSchema } from '../../model/entry.ts'
import { type LookupRow, type LookupShape, readLookup } from '../csv/lookup.ts'
import { ImportError } from '../errors.ts'
import { PeopleDirectory, type PersonRow } from './directory.ts'

type Column = 'userId' | 'email' | 'name' | 'firstName' | 'lastName'

const shape: LookupShape<Column> = {
  columns: ['userId', 'email', 'name', 'firstName', 'lastName'],
  isEnough: (has) => has('userId') && (['email', 'name', 'firstName', 'lastName'] as const).some(has),
  needed: 'a file of people has the columns userId and any of email, name, or firstName and lastName',
  rowFault: 'invalid_person',
}

/**
 * Reads the mapping file: CSV with the column `userId` and any of `email`, `name`, or `firstName` and
 * `lastName`. A person may have several rows, one per address or spelling. The whole file is kept in memory.
 *
 * @throws {ImportError} if it is not such a file, a row has no `userId` or neither address nor name, or two
 *   people have the same address; `line` refers to this file
 */
export async function readPeople(source: AsyncIterable<Uint8Array>): Promise<PeopleDirectory> {
  const rows: PersonRow[] = []
  for await (const row of readLookup(source, shape)) rows.push(readRow(row))
  return new PeopleDirectory(rows)
}

function readRow({ line, cell }: LookupRow<Column>): PersonRow {
  const userId = cell('userId')
  if (!userIdSchema.safeParse(userId).success) {
    throw new ImportError(
      'invalid_person',
      'the userId is missing or is not an identifier of up to 255 characters',
      line,
    )
  }
  const email = cell('email')
  const name = cell('name') || [cell('firstName'), cell('lastName')].filter(Boolean).join(' ')
  if (email === '' && name === '') {
    throw new ImportError('invalid_person', `${userId} has neither e-mail nor name to be known by`, line)
  }
  return { userId, line, ...(email ? { email } : {}), ...(name ? { name } : {}) }
}
