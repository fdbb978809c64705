/** The media types for whole lists, sent row by row. */
export const streamedTypes = ['text/csv', 'application/x-ndjson'] as const
export type StreamedType = (typeof streamedTypes)[number]

/** The format of a stream of rows. */
export interface RowFormat<Row> {
  readonly contentType: string
  readonly extension: string
  readonly header: string
  line(row: Row): string
}

/** The format of rows in each media type. `header`: the first line of CSV, with its line end. */
export function rowFormats<Row>(
  header: string,
  csvLine: (row: Row) => string,
): Readonly<Record<StreamedType, RowFormat<Row>>> {
  return {
    'text/csv': {
      contentType: 'text/csv; charset=utf-8; header=present',
      extension: 'csv',
      header,
      line: csvLine,
    },
    'application/x-ndjson': {
      contentType: 'application/x-ndjson; charset=utf-8',
      extension: 'ndjson',
      header: '',
      line: (row) => `${JSON.stringify(row)}\n`,
    },
  }
}

/** `Content-Disposition` of a list as a file. Its name joins the defined parts, which must be ASCII. */
export function attachmentOf(
  format: Pick<RowFormat<never>, 'extension'>,
  parts: readonly (string | undefined)[],
) {
  const name = parts.filter((part) => part !== undefined).join('-')
  return `attachment; filename="${name}.${format.extension}"`
}
