import type { DateOrder } from './cells/date.ts'
import { isIsoDate } from './cells/date.ts'
import { isLongFraction } from './cells/day-fractions.ts'
import type { Encoding } from './csv/lines.ts'
import { type CsvTable, type HeaderTest, openTable } from './csv/table.ts'
import { ExportSurveyor } from './export-surveyor.ts'
import type { ImportSurvey } from './findings.ts'
import type { ImportFormat } from './formats/format.ts'
import { isHeaderOf, layoutOf, mappedLayout } from './formats/layout.ts'
import type { ColumnMapping } from './formats/mapping.ts'
import { textsOfValue, valueColumns } from './own/entry-row-reader.ts'
import { EntrySurveyor } from './own/entry-surveyor.ts'
import { readValues } from './own/read-values.ts'
import { noPeople, type PersonMatcher } from './people/matcher.ts'
import { textOf } from './record.ts'

export interface SurveyOptions {
  /** Default: a table, recognized by its columns. */
  readonly format?: ImportFormat | undefined
  /** The order of dates that end with the year. Default: derived from all dates. */
  readonly dateOrder?: DateOrder | undefined
  /** The columns of any table, instead of a format. */
  readonly mapping?: ColumnMapping | undefined
  /** Opens a table that is not text, such as a sheet of a workbook, instead of the source. */
  readonly open?: ((isHeader: HeaderTest) => Promise<CsvTable>) | undefined
  /** The encoding of a table. Default: found from its first bytes, else UTF-8. */
  readonly encoding?: Encoding | undefined
  /** Finds people. Default: no person is known. */
  readonly people?: PersonMatcher | undefined
  /** For our own CSV, only reads the header if the rest would only yield the number of rows. */
  readonly onlyIfNeeded?: boolean | undefined
}

/**
 * Reads a file once to find the facts that single rows do not show: the date order, the decimal separator,
 * the people, repeated ids. It keeps nothing of the rows except a few bytes per id.
 *
 * @throws {ImportError} if it is not such a file or not text; never for a fault in a row
 */
export async function surveyImport(
  source: AsyncIterable<Uint8Array>,
  { open, format, mapping, dateOrder, encoding, people = noPeople, onlyIfNeeded = false }: SurveyOptions = {},
): Promise<ImportSurvey> {
  if (mapping === undefined && open === undefined && (format === 'ndjson' || format === 'json'))
    return surveyValues(source, format)
  const said = format === 'table' || format === 'ndjson' || format === 'json' ? undefined : format
  const isHeader = (cells: readonly string[]) => isHeaderOf(cells, said, mapping)
  const table = await (open?.(isHeader) ?? openTable(source, { encoding, isHeader }))
  try {
    const layout = mapping
      ? mappedLayout(table.header, mapping, table.headerLine)
      : layoutOf(table.header, said, table.headerLine)
    const { encoding, delimiter, titleLines } = table
    const file = { layout, encoding, delimiter, titleLines }
    if (layout.format === 'csv') {
      const { id, externalId, email, name, firstName, lastName } = layout.places
      const tellsMore = [id, externalId, email, name, firstName, lastName].some(
        (place) => place !== undefined,
      )
      const surveyor = new EntrySurveyor()
      for await (const records of table.portions) {
        // A file of a program has one kind of dates and hours from its first row to its last.
        const isPlain = records.every(
          ({ cells }) =>
            isIsoDate(textOf(layout, cells, 'date')) && !isLongFraction(textOf(layout, cells, 'duration')),
        )
        if (onlyIfNeeded && !tellsMore && records.length > 0 && isPlain) {
          return { ...file, ...new EntrySurveyor().findings('csv', people), rows: undefined }
        }
        for (const record of records) surveyor.addRecord(layout, record)
      }
      return { ...file, ...surveyor.findings('csv', people, dateOrder) }
    }
    const surveyor = new ExportSurveyor(layout, people)
    for await (const records of table.portions) {
      for (const record of records) surveyor.add(record)
    }
    return { ...file, ...surveyor.findings(layout.format, dateOrder) }
  } finally {
    await table.close()
  }
}

async function surveyValues(
  source: AsyncIterable<Uint8Array>,
  format: 'ndjson' | 'json',
): Promise<ImportSurvey> {
  const surveyor = new EntrySurveyor()
  for await (const rows of readValues(source, format)) {
    for (const row of rows) {
      const isObject = 'value' in row && typeof row.value === 'object' && row.value !== null
      surveyor.add(isObject ? textsOfValue(row.value as Record<string, unknown>) : undefined, row.line)
    }
  }
  const layout = layoutOf(valueColumns, 'csv', 1)
  return { layout, encoding: 'utf-8', delimiter: ',', titleLines: 0, ...surveyor.findings(format, noPeople) }
}
