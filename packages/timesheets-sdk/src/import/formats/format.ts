/** The meaning of a column, independent of its name in the tool. */
export const fields = [
  'id',
  'userId',
  'email',
  'name',
  'firstName',
  'lastName',
  'date',
  'startTime',
  'endDate',
  'endTime',
  'break',
  'duration',
  'minutes',
  'seconds',
  'durationDecimal',
  'client',
  'project',
  'projectCode',
  'task',
  'note',
  'billable',
  'kind',
  'externalId',
] as const
export type Field = (typeof fields)[number]

export const exportFormats = [
  'toggl',
  'clockify',
  'harvest',
  'solidtime',
  'kimai',
  'tempo',
  'everhour',
  'redmine',
] as const
/** `table`: any table, whose columns were named. */
export type ExportFormat = (typeof exportFormats)[number] | 'table'

/** The formats of tables: our own CSV, and exports of other tools. */
export type TableFormat = 'csv' | ExportFormat

/** The formats of files that can be named. */
export const importFormats = ['csv', 'ndjson', 'json', ...exportFormats] as const
export type ImportFormat = (typeof importFormats)[number] | 'table'

/** Whether the rows of a format are times of another tool, with rounding, people and projects of its own. */
export function isExportFormat(format: ImportFormat | undefined): format is ExportFormat {
  return format === 'table' || exportFormats.some((known) => known === format)
}

/** The description of a tool's export. */
export interface FormatDescription {
  /** The name for people. */
  readonly title: string
  /** The names of the columns in the tool; the first existing one is used. */
  readonly columns: Readonly<Partial<Record<Field, readonly string[]>>>
  /** The columns that together identify an export of this tool; `=`: in exactly these letters. */
  readonly telling: readonly (readonly string[])[]
  /** The required columns. */
  readonly needed: readonly Field[]
  /** The columns that distinguish entries of a person on a day; see `ExternalIds`. */
  readonly identity: readonly Field[]
  /** Whether the tool counts whole minutes and rounds them to decimals: 0.33 then means 20 minutes. */
  readonly countsMinutes: boolean
  /** The columns that number rows of one identity, so that the order of the file does not matter. */
  readonly orderedBy: readonly Field[]
  /** The values of the column `kind` for rows that are not work, as `columnKey` writes them. */
  readonly notWork: readonly string[]
  /** The values of `kind` for work. Any other value is counted as work, too, and reported. */
  readonly work: readonly string[]
  /** The text the tool writes into an empty cell. */
  readonly emptyCell: string
  /** Columns that workspaces can rename, and the two columns next to them. */
  readonly renamed: Readonly<Partial<Record<Field, readonly [Field, Field]>>>
}
