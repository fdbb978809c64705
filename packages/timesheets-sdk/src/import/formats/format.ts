/** What a column of an export holds, whatever the tool calls it. */
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
  'duration',
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

export const exportFormats = ['toggl', 'clockify', 'harvest'] as const
export type ExportFormat = (typeof exportFormats)[number]

/** What a table can be: our own CSV, or the export of another tool. */
export type TableFormat = 'csv' | ExportFormat

/** What a file can be. */
export const importFormats = ['csv', 'ndjson', 'json', ...exportFormats] as const
export type ImportFormat = (typeof importFormats)[number]

export function isExportFormat(format: ImportFormat | undefined): format is ExportFormat {
  return exportFormats.some((known) => known === format)
}

/** How a tool writes its export. */
export interface FormatDescription {
  /** For people. */
  readonly title: string
  /** The names of the columns, as the tool writes them; the first that is there counts. */
  readonly columns: Readonly<Partial<Record<Field, readonly string[]>>>
  /** The columns that only this tool has together: its exports are known by them. */
  readonly telling: readonly (readonly string[])[]
  /** Without these, no row can be an entry. */
  readonly needed: readonly Field[]
  /** The columns that tell one entry of a person and a day from another; see `ExternalIds`. */
  readonly identity: readonly Field[]
  /** It counts whole minutes, and writes 20 of them as 0.33: a decimal that whole minutes are rounded to is these minutes. */
  readonly countsMinutes: boolean
  /** Rows without times have their place among their equals by their content; by their order in the file otherwise. */
  readonly placesByContent: boolean
  /** What stands in the column `kind` of rows that are not work, as `columnKey` writes it. */
  readonly notWork: readonly string[]
  /** What the tool writes into a cell that has nothing to say. */
  readonly emptyCell: string
  /** Columns that workspaces give a name of their own, and the two columns that they then stand between. */
  readonly renamed: Readonly<Partial<Record<Field, readonly [Field, Field]>>>
}
