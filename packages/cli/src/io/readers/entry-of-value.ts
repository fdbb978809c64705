import { entrySchema, newEntrySchema, readNewEntry, type Violation } from 'timesheets-sdk/model'
import { nextName, type Reading } from './reading.ts'
import { type Cells, entryColumns, type Row, wholeText } from './row.ts'

/** Members of an entry that the API alone gives it: left out, so that what was exported can be pushed. */
const givenByTheApi = new Set(
  Object.keys(entrySchema.shape).filter((member) => !(member in newEntrySchema.shape)),
)

/** The row that a JSON value is. */
export function rowOfValue(value: unknown, line: number, reading: Reading): Row {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return { line, cells: wholeText(JSON.stringify(value)), violations: [notAnObject] }
  }
  const members: Record<string, unknown> = Object.fromEntries(
    Object.entries(value).filter(([member]) => !givenByTheApi.has(member)),
  )
  const cells = cellsOf(members)
  const candidate = { ...members, externalId: members.externalId ?? nextName(reading, cells) }
  const named = { ...cells, externalId: String(candidate.externalId) }
  return { line, cells: named, ...readNewEntry(candidate) }
}

function cellsOf(members: Readonly<Record<string, unknown>>): Cells {
  return Object.fromEntries(
    entryColumns.flatMap((column) => {
      const content = members[column]
      if (content === undefined || content === null) return []
      return [[column, typeof content === 'object' ? JSON.stringify(content) : String(content)]]
    }),
  )
}

const notAnObject: Violation = {
  code: 'wrong_type',
  message: 'it is no object with the members of an entry',
  path: '',
}
