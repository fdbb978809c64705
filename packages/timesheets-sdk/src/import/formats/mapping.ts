import { columnKey } from '../csv/column-key.ts'
import type { Field, FormatDescription } from './format.ts'

/** Any table whose columns were named. */
export const mappedTable: FormatDescription = {
  title: 'a mapped table',
  columns: {},
  telling: [],
  needed: ['date', 'project'],
  identity: ['client', 'project', 'task'],
  countsMinutes: true,
  orderedBy: ['note', 'duration', 'minutes', 'seconds', 'projectCode', 'billable'],
  notWork: [],
  work: [],
  emptyCell: '',
  renamed: {},
}

/** The names of fields in a mapping. */
const fieldsByName = {
  userId: 'userId',
  email: 'email',
  name: 'name',
  firstName: 'firstName',
  lastName: 'lastName',
  date: 'date',
  start: 'startTime',
  end: 'endTime',
  endDate: 'endDate',
  break: 'break',
  hours: 'duration',
  minutes: 'minutes',
  seconds: 'seconds',
  client: 'client',
  project: 'project',
  code: 'projectCode',
  task: 'task',
  note: 'note',
  billable: 'billable',
  externalId: 'externalId',
} as const satisfies Record<string, Field>

/** The columns of a table by field. */
export type ColumnMapping = Readonly<Partial<Record<Field, string>>>

const pair = /\s*([\w ]+?)\s*=\s*(?:"((?:[^"]|"")*)"|([^,]*?))\s*(?:,|$)/y

/**
 * Reads `userId=Person,date=Day,hours=Time,project=Client`: the fields of an entry and the columns of a
 * table. A column with a comma goes in quotes. The hours are in a column, optionally as numbers of minutes or
 * seconds, or between start and end. A column with date and time can be both `date` and `start`.
 *
 * @throws {RangeError} for an unknown field, one that occurs twice, or if date, project or hours are missing
 */
export function readMapping(text: string): ColumnMapping {
  const mapping: Partial<Record<Field, string>> = {}
  const names = Object.keys(fieldsByName).join(', ')
  for (let at = 0; at < text.length; at = pair.lastIndex) {
    pair.lastIndex = at
    const [, name = '', quoted, plain = ''] = pair.exec(text) ?? []
    const column = quoted?.replaceAll('""', '"') ?? plain
    if (name === '' || column === '') {
      throw new RangeError(`"${text.slice(at)}" is not field=column, separated by commas`)
    }
    const known = Object.entries(fieldsByName).find(([field]) => columnKey(field) === columnKey(name))
    if (known === undefined) throw new RangeError(`"${name}" is not a field: use ${names}`)
    if (mapping[known[1]] !== undefined) throw new RangeError(`${known[0]} occurs twice`)
    mapping[known[1]] = column
  }
  const { date, project, projectCode, duration, minutes, seconds, startTime, endTime } = mapping
  if (date === undefined) throw new RangeError('date is missing: name its column')
  if (project === undefined && projectCode === undefined) {
    throw new RangeError('project is missing: name its column')
  }
  const lengths = [duration, minutes, seconds].filter((column) => column !== undefined)
  if (lengths.length > 1) throw new RangeError('name one of hours, minutes and seconds')
  if (lengths.length === 0 && (startTime === undefined || endTime === undefined)) {
    throw new RangeError('hours is missing: name its column, or those of start and end')
  }
  return mapping
}
