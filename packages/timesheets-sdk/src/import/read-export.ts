import type { Rounding } from './cells/rounding.ts'
import { openTable } from './csv/table.ts'
import { ImportError } from './errors.ts'
import type { PersonMatcher } from './people/matcher.ts'
import type { ImportedRow } from './row.ts'
import { RowReader } from './row-reader.ts'
import type { ExportSurvey } from './survey.ts'

export interface ReadExportOptions {
  /** Of the same file. */
  readonly survey: ExportSurvey
  /** The same as for the survey. */
  readonly people: PersonMatcher
  /** The policy's. */
  readonly incrementMinutes: number
  /** How a duration that does not fit the increments is made to. Default: its row is rejected. */
  readonly rounding?: Rounding | undefined
}

/**
 * Reads the rows of an export that was surveyed, as entries to push, in portions as the bytes come in. Rows that can't be
 * entries are among them, each with what is wrong.
 *
 * An entry's date is the day that it starts on, also where it runs past midnight. Only what the export alone can show is
 * judged: locks, closed periods and the hours of a day are the rules' and the server's matter.
 *
 * @throws {ImportError} `ambiguous_dates` before the first row when the survey could not tell the order of the dates;
 * `file_changed` when this is not the file that was surveyed
 * @throws {RangeError} when `incrementMinutes` is no positive whole number
 */
export async function* readExport(
  source: AsyncIterable<Uint8Array>,
  { survey, people, incrementMinutes, rounding }: ReadExportOptions,
): AsyncGenerator<ImportedRow[], void, undefined> {
  const { layout, dateOrder, dateOrderProblem, decimalSeparator, datesInRuns } = survey
  if (!Number.isInteger(incrementMinutes) || incrementMinutes < 1) {
    throw new RangeError(`an increment of ${incrementMinutes} minutes: it is a positive whole number`)
  }
  if (dateOrder === 'ambiguous') throw new ImportError('ambiguous_dates', dateOrderProblem ?? '')
  const reader = new RowReader({
    layout,
    people,
    incrementMinutes,
    rounding,
    datesInRuns,
    decimalSeparator,
    dateOrder: dateOrder === 'ymd' ? 'dmy' : dateOrder,
  })
  const { header, headerLine, portions, close } = await openTable(source)
  try {
    if (header.join('\n') !== layout.header.join('\n')) {
      const message = 'the columns are others than they were when it was read first'
      throw new ImportError('file_changed', message, headerLine)
    }
    for await (const records of portions) {
      if (records.length > 0) yield records.map((record) => reader.read(record))
    }
  } finally {
    await close()
  }
}
