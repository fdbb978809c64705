import { columnKey } from '../csv/column-key.ts'
import { ImportError } from '../errors.ts'
import { excerpt } from '../excerpt.ts'
import { clockify } from './clockify.ts'
import { type ExportFormat, exportFormats, type Field, type FormatDescription, fields } from './format.ts'
import { harvest } from './harvest.ts'
import { toggl } from './toggl.ts'

export const formatDescriptions: Readonly<Record<ExportFormat, FormatDescription>> = {
  toggl,
  clockify,
  harvest,
}

/** Where in a record each field stands. */
export interface ExportLayout {
  readonly format: ExportFormat
  readonly header: readonly string[]
  readonly places: Readonly<Partial<Record<Field, number>>>
}

const ownColumns = ['date', 'project', 'hours']

/**
 * What a header is that of: an export by its telling columns, whatever else there is and in whatever order; `timesheets`,
 * our own CSV; or `undefined`.
 */
export function detectFormat(header: readonly string[]): ExportFormat | 'timesheets' | undefined {
  const keys = new Set(header.map(columnKey))
  const hasAll = (names: readonly string[]) => names.every((name) => keys.has(columnKey(name)))
  // Clockify first: its columns are Toggl's, and more.
  const order: readonly ExportFormat[] = ['clockify', 'toggl', 'harvest']
  const found = order.find((format) => formatDescriptions[format].telling.some(hasAll))
  return found ?? (hasAll(ownColumns) ? 'timesheets' : undefined)
}

/**
 * Finds the columns of an export.
 *
 * @param format `undefined`: what the header tells
 * @throws {ImportError} `unknown_format`; `missing_column` when one is not there without which no row can be an entry;
 * `duplicate_column` when one that is read is there twice
 */
export function layoutOf(
  header: readonly string[],
  format: ExportFormat | undefined,
  headerLine: number,
): ExportLayout {
  const detected = format ?? detectFormat(header)
  if (detected === undefined || detected === 'timesheets') throw unknownFormat(header, headerLine)
  const description = formatDescriptions[detected]
  const places = findPlaces(header, description, headerLine)
  const missing = description.needed.filter((field) => places[field] === undefined)
  if (missing.length > 0) {
    const names = missing.map((field) => description.columns[field]?.[0]).join(', ')
    throw new ImportError(
      'missing_column',
      `an export of ${description.title} has ${names}; this file has ${listed(header)}`,
      headerLine,
    )
  }
  return { format: detected, header, places }
}

/** The name of the column that a field was read from. */
export function columnName({ header, places }: ExportLayout, field: Field): string | null {
  const place = places[field]
  return place === undefined ? null : (header[place] ?? null)
}

function findPlaces(
  header: readonly string[],
  { columns, renamed }: FormatDescription,
  headerLine: number,
): Partial<Record<Field, number>> {
  const keys = header.map(columnKey)
  const places: Partial<Record<Field, number>> = {}
  for (const field of fields) {
    const names = field === 'externalId' ? ['externalId'] : (columns[field] ?? [])
    const name = names.find((candidate) => keys.includes(columnKey(candidate)))
    if (name === undefined) continue
    const place = keys.indexOf(columnKey(name))
    if (keys.indexOf(columnKey(name), place + 1) !== -1) {
      throw new ImportError(
        'duplicate_column',
        `the column ${name} is there twice: take one away`,
        headerLine,
      )
    }
    places[field] = place
  }
  for (const field of fields) {
    const [before, after] = renamed[field] ?? []
    if (before === undefined || after === undefined || places[field] !== undefined) continue
    const place = places[before]
    if (place !== undefined && places[after] === place + 2) places[field] = place + 1
  }
  return places
}

function unknownFormat(header: readonly string[], headerLine: number): ImportError {
  const needs = exportFormats.map((format) => {
    const { title, telling } = formatDescriptions[format]
    return `${title} (${telling[0]?.join(', ')})`
  })
  return new ImportError(
    'unknown_format',
    `this is no detailed export of ${needs.join(', ')}: the columns are ${listed(header)}`,
    headerLine,
  )
}

function listed(header: readonly string[]): string {
  const most = 20
  const names = header.slice(0, most).map((name) => excerpt(name, 30))
  return header.length > most ? `${names.join(', ')} and ${header.length - most} more` : names.join(', ')
}
