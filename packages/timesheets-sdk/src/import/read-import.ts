import type { Rounding } from './cells/rounding.ts'
import { openTable } from './csv/table.ts'
import { ImportError } from './errors.ts'
import { ExportRowReader } from './export-row-reader.ts'
import { EntryRowReader, unreadableRow } from './own/entry-row-reader.ts'
import { readValues } from './own/read-values.ts'
import type { PersonMatcher } from './people/matcher.ts'
import type { ImportedRow } from './row.ts'
import type { ImportSurvey } from './survey.ts'

export interface ReadImportOptions {
  /** Of the same file. */
  readonly survey: ImportSurvey
  /** Whose time the rows are. For an export, the same as for the survey. */
  readonly people: PersonMatcher
  /** The policy's: the durations of an export are fitted to it. Our own files are read as they are. */
  readonly incrementMinutes: number
  /** How a duration that does not fit the increments is made to. Default: its row is rejected. */
  readonly rounding?: Rounding | undefined
}

type Bytes = AsyncIterable<Uint8Array>
type Portions = AsyncGenerator<Iterable<ImportedRow>, void, undefined>

/**
 * Reads the rows of a file that was surveyed, as entries to push, in portions as the bytes come in. Rows that can't be entries
 * are among them, each with what is wrong.
 *
 * An exported entry's date is the day that it starts on, also where it runs past midnight. Only what the file alone can show
 * is judged: locks, closed periods and the hours of a day are the rules' and the server's matter.
 *
 * @throws {ImportError} `ambiguous_dates` before the first row when the survey could not tell the order of the dates;
 * `file_changed` when this is not the file that was surveyed
 * @throws {RangeError} when `incrementMinutes` is not a positive whole number
 */
export function readImport(source: Bytes, options: ReadImportOptions): Portions {
  const { format } = options.survey
  return format === 'ndjson' || format === 'json'
    ? readEntries(source, format, options)
    : readTable(source, options)
}

async function* readEntries(source: Bytes, format: 'ndjson' | 'json', options: ReadImportOptions): Portions {
  const { survey, people } = options
  const { layout, repeats } = survey
  const reader = new EntryRowReader({ layout, people, repeats })
  for await (const rows of readValues(source, format)) {
    yield lazily(rows, (row) =>
      'fault' in row
        ? unreadableRow(row.line, row.text, { code: 'malformed_json', message: row.fault, path: '' })
        : reader.readValue(row.value, row.line),
    )
  }
}

async function* readTable(source: Bytes, options: ReadImportOptions): Portions {
  const reader = readerFor(options)
  const { header, headerLine, portions, close } = await openTable(source)
  try {
    if (header.join('\n') !== options.survey.layout.header.join('\n')) {
      const message = 'the columns are others than they were when it was read first'
      throw new ImportError('file_changed', message, headerLine)
    }
    for await (const records of portions) {
      if (records.length > 0) yield lazily(records, (record) => reader.read(record))
    }
  } finally {
    await close()
  }
}

function readerFor({ survey, people, incrementMinutes, rounding }: ReadImportOptions) {
  const { layout, dateOrder, dateOrderProblem, repeats } = survey
  if (layout.format === 'csv') return new EntryRowReader({ layout, people, repeats })
  if (!Number.isInteger(incrementMinutes) || incrementMinutes < 1) {
    throw new RangeError(`incrementMinutes is ${incrementMinutes}: it must be a positive whole number`)
  }
  if (dateOrder === 'ambiguous') throw new ImportError('ambiguous_dates', dateOrderProblem ?? '')
  const { decimalSeparator, datesInRuns, places } = survey
  return new ExportRowReader({
    layout,
    people,
    incrementMinutes,
    rounding,
    datesInRuns,
    decimalSeparator,
    repeats,
    places,
    dateOrder: dateOrder === 'ymd' ? 'dmy' : dateOrder,
  })
}

/** Each row is read when it is asked for, so that no more than needed is held. */
function* lazily<Row>(rows: Iterable<Row>, read: (row: Row) => ImportedRow): Generator<ImportedRow> {
  for (const row of rows) yield read(row)
}
