import type { Field } from './formats/format.ts'
import { columnName, formatDescriptions, type ImportLayout } from './formats/layout.ts'
import { textOf } from './record.ts'

// Not members of an entry: part of its external id, and of its hours.
export const startTimePath = '/startTime'
export const breakPath = '/break'

const fieldsOfPath: Readonly<Record<string, readonly Field[]>> = {
  '/id': ['id'],
  '/userId': ['userId', 'email', 'name', 'lastName'],
  '/date': ['date'],
  [startTimePath]: ['startTime'],
  [breakPath]: ['break'],
  '/project': ['projectCode', 'project'],
  '/hours': ['duration', 'minutes', 'seconds', 'endTime'],
  '/note': ['note', 'task'],
  '/billable': ['billable'],
  '/externalId': ['externalId'],
}

/**
 * The column of a violation, also for violations of the rules and the server.
 *
 * @param path the violation's JSON pointer to a member of the entry
 */
export function columnOfPath(layout: ImportLayout, path: string, cells: readonly string[]): string | null {
  const fields = fieldsOfPath[path] ?? []
  const { needed } = formatDescriptions[layout.format]
  const field =
    fields.find((candidate) => textOf(layout, cells, candidate) !== '') ??
    fields.find((candidate) => needed.includes(candidate)) ??
    fields.find((candidate) => layout.places[candidate] !== undefined)
  return field === undefined ? null : columnName(layout, field)
}
