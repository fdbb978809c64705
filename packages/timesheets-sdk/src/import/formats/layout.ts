import { columnKey } from '../csv/column-key.ts'
import { duplicateColumn } from '../csv/places.ts'
import { ImportError } from '../errors.ts'
import { excerpt } from '../excerpt.ts'
import { clockify } from './clockify.ts'
import { everhour } from './everhour.ts'
import { exportFormats, type Field, type FormatDescription, fields, type TableFormat } from './format.ts'
import { harvest } from './harvest.ts'
import { kimai } from './kimai.ts'
import { type ColumnMapping, mappedTable } from './mapping.ts'
import { columnsPassedOver, ownCsv } from './own-csv.ts'
import { redmine } from './redmine.ts'
import { solidtime } from './solidtime.ts'
import { tempo } from './tempo.ts'
import { toggl } from './toggl.ts'

export const formatDescriptions: Readonly<Record<TableFormat, FormatDescription>> = {
  csv: ownCsv,
  toggl,
  clockify,
  harvest,
  solidtime,
  kimai,
  tempo,
  everhour,
  redmine,
  table: mappedTable,
}

/** The tools whose exports are known, for messages. */
export const knownTools = new Intl.ListFormat('en-GB', { type: 'disjunction' }).format(
  exportFormats.map((format) => formatDescriptions[format].title),
)

/** The position of each field in a record. */
export interface ImportLayout {
  readonly format: TableFormat
  readonly header: readonly string[]
  readonly places: Readonly<Partial<Record<Field, number>>>
  /** The text of an empty cell. */
  readonly emptyCell: string
}

/**
 * The format of a table by its header: an export by its identifying columns, in any order and with any other
 * columns; `csv`, our own; or `undefined`.
 */
export function detectFormat(header: readonly string[]): TableFormat | undefined {
  const keys = new Set(header.map(columnKey))
  const exact = new Set(header.map((name) => name.trim()))
  const hasAll = (names: readonly string[]) =>
    names.every((name) => (name.startsWith('=') ? exact.has(name.slice(1)) : keys.has(columnKey(name))))
  // Clockify first: it has all columns of Toggl. Our own last: Harvest and Redmine have all of ours.
  const order: readonly TableFormat[] = [
    ...(['clockify', 'toggl', 'solidtime', 'kimai', 'tempo', 'everhour', 'harvest', 'redmine'] as const),
    'csv',
  ]
  return order.find((format) => formatDescriptions[format].telling.some(hasAll))
}

/**
 * Finds the columns of a table.
 *
 * @param format default: detected from the header
 * @throws {ImportError} `unknown_format`; `missing_column` without a required column; `duplicate_column` if a
 *   column that is read occurs twice
 */
export function layoutOf(
  header: readonly string[],
  format: TableFormat | undefined,
  headerLine: number,
): ImportLayout {
  const detected = format ?? detectFormat(header)
  if (detected === undefined) throw unknownColumns('unknown_format', ownCsv, header, headerLine)
  const description = formatDescriptions[detected]
  const places = findPlaces(header, description, headerLine)
  if (description.needed.some((field) => places[field] === undefined)) {
    throw unknownColumns('missing_column', description, header, headerLine)
  }
  return { format: detected, header, places, emptyCell: description.emptyCell }
}

/**
 * The columns of any table by a mapping.
 *
 * @throws {ImportError} `missing_column` if the table does not have a named column; `duplicate_column`
 */
export function mappedLayout(
  header: readonly string[],
  mapping: ColumnMapping,
  headerLine: number,
): ImportLayout {
  const keys = header.map(columnKey)
  const places: Partial<Record<Field, number>> = {}
  for (const [field, column] of Object.entries(mapping)) {
    // The exact name first: `Time` and `Time?` can be two columns.
    const names = header.map((name) => name.trim())
    const isExact = names.includes(column.trim())
    const [all, name] = isExact ? [names, column.trim()] : [keys, columnKey(column)]
    const place = all.indexOf(name)
    if (place === -1) {
      const message = `there is no column ${excerpt(column, 30)}: the first line names ${listed(header)}`
      throw new ImportError('missing_column', message, headerLine)
    }
    if (all.indexOf(name, place + 1) !== -1) throw duplicateColumn(column, headerLine)
    places[field as Field] = place
  }
  // A report of rejected rows has the name of each entry.
  const given = header.indexOf('externalId')
  if (given !== -1) places.externalId ??= given
  return { format: 'table', header, places, emptyCell: mappedTable.emptyCell }
}

/**
 * Whether cells are the header of a table: of the named format, with the mapped columns or, by default, of a
 * known format.
 */
export function isHeaderOf(
  cells: readonly string[],
  format: TableFormat | undefined,
  mapping: ColumnMapping | undefined,
): boolean {
  const keys = new Set(cells.map(columnKey))
  const hasColumn = (name: string) => keys.has(columnKey(name))
  if (mapping) return Object.values(mapping).every(hasColumn)
  if (format === undefined) return detectFormat(cells) !== undefined
  const { needed, columns } = formatDescriptions[format]
  return needed.every((field) => columns[field]?.some(hasColumn))
}

/** The name of the column that a field was read from. */
export function columnName({ header, places }: ImportLayout, field: Field): string | null {
  const place = places[field]
  return place === undefined ? null : (header[place] ?? null)
}

/** A column and the fields that are read from it. */
export interface ColumnUse {
  readonly column: string
  /** Empty: the column is not used. */
  readonly fields: readonly Field[]
}

/** The use of each column, in the order of the file. */
export function columnUses({ header, places }: ImportLayout): ColumnUse[] {
  return header.map((column, place) => ({
    column: excerpt(column, 60),
    fields: fields.filter((field) => places[field] === place),
  }))
}

/** The name of a table's format for people. */
export function titleOf(format: TableFormat): string {
  return formatDescriptions[format].title
}

/** The unknown columns of our own CSV: not read, and not part of an export or a report. */
export function columnsNotRead({ format, header, places }: ImportLayout): string[] {
  if (format !== 'csv') return []
  const read = new Set(Object.values(places))
  const passedOver: ReadonlySet<string> = new Set(columnsPassedOver)
  return header
    .filter((name, place) => name.trim() !== '' && !read.has(place) && !passedOver.has(columnKey(name)))
    .map((name) => excerpt(name, 30))
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
      throw duplicateColumn(name, headerLine)
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

function unknownColumns(
  code: 'unknown_format' | 'missing_column',
  description: FormatDescription,
  header: readonly string[],
  headerLine: number,
): ImportError {
  const keys = new Set(header.map(columnKey))
  const named = (field: Field) => description.columns[field] ?? []
  const missing = description.needed
    .filter((field) => !named(field).some((name) => keys.has(columnKey(name))))
    .map((field) => named(field)[0])
  const needed =
    description === ownCsv
      ? `the first line names the columns, at least date,project,hours or those of a detailed export of ${knownTools}`
      : `an export of ${description.title} has ${description.needed.map((field) => named(field)[0]).join(', ')}`
  return new ImportError(
    code,
    `there is no column ${missing.join(', ')}: ${needed}; here it names ${listed(header)}. ${otherLanguage}`,
    headerLine,
  )
}

const otherLanguage =
  "If this is an export in another language, set the language of the tool's profile to English and export it again. Of any other table with one row for each entry, name the columns in a mapping (--map)."

function listed(header: readonly string[]): string {
  const most = 20
  const names = header.slice(0, most).map((name) => excerpt(name, 30))
  return header.length > most ? `${names.join(', ')} and ${header.length - most} more` : names.join(', ')
}
