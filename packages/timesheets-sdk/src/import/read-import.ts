import type { Rounding } from './cells/rounding.ts'
import { openTable } from './csv/table.ts'
import { ImportError } from './errors.ts'
import { ExportRowReader } from './export-row-reader.ts'
import type { ImportSurvey } from './findings.ts'
import { EntryRowReader, unreadableRow } from './own/entry-row-reader.ts'
import { readValues } from './own/read-values.ts'
import type { PersonMatcher } from './people/matcher.ts'
import { namedByTool, type ProjectNaming } from './projects/naming.ts'
import type { ImportedRow } from './row.ts'
import type { SurveyOptions } from './survey.ts'

export interface ReadImportOptions {
  /** The survey of the same file. */
  readonly survey: ImportSurvey
  /** Finds the person of a row. For an export, the same as for the survey. */
  readonly people: PersonMatcher
  /** Names the projects of an export. Default: the project's code where the tool has one, else its name. */
  readonly projects?: ProjectNaming | undefined
  /** As for the survey. */
  readonly open?: SurveyOptions['open']
  /** The increment of the policy, for durations of an export. Our own files are read unchanged. */
  readonly incrementMinutes: number
  /** How to round a duration that does not fit the increment. Default: its row is rejected. */
  readonly rounding?: Rounding | undefined
}

type Bytes = AsyncIterable<Uint8Array>
type Portions = AsyncGenerator<Iterable<ImportedRow>, void, undefined>

/**
 * Reads the rows of a surveyed file as entries to push, in portions as the bytes arrive. Rows that cannot be
 * entries are among them, with their violations.
 *
 * The date of an exported entry is the day it starts, even if it runs past midnight. Only faults visible in
 * the file are reported: locks, closed periods and the hours of a day are judged by the rules and the server.
 *
 * @throws {ImportError} `ambiguous_dates` before the first row if the survey could not find the date order;
 *   `file_changed` if this is not the surveyed file
 * @throws {RangeError} if `incrementMinutes` is not a positive whole number
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
  const { encoding, layout } = options.survey
  const isHeader = (cells: readonly string[]) => cells.join('\n') === layout.header.join('\n')
  const { header, headerLine, portions, close } = await (options.open?.(isHeader) ??
    openTable(source, { encoding, isHeader }))
  try {
    if (!isHeader(header)) {
      const message = 'the columns have changed since the file was first read: push it again'
      throw new ImportError('file_changed', message, headerLine)
    }
    for await (const records of portions) {
      if (records.length > 0) yield lazily(records, (record) => reader.read(record))
    }
  } finally {
    await close()
  }
}

function readerFor(options: ReadImportOptions) {
  const { survey, people, projects = namedByTool, incrementMinutes, rounding } = options
  const { layout, dateOrder, dateOrderProblem, repeats, hasDayFractions } = survey
  if (dateOrder === 'ambiguous') throw new ImportError('ambiguous_dates', dateOrderProblem ?? '')
  const order = dateOrder === 'ymd' ? undefined : dateOrder
  if (layout.format === 'csv') {
    return new EntryRowReader({ layout, people, repeats, dateOrder: order, hasDayFractions })
  }
  if (!Number.isInteger(incrementMinutes) || incrementMinutes < 1) {
    throw new RangeError(`incrementMinutes is ${incrementMinutes}: it must be a positive whole number`)
  }
  const { decimalSeparator, longNumber, places = new Uint32Array() } = survey
  return new ExportRowReader({
    layout,
    people,
    projects,
    incrementMinutes,
    rounding,
    decimalSeparator,
    hasDayFractions,
    longNumber,
    repeats,
    places,
    dateOrder: order ?? 'dmy',
  })
}

/** Reads each row on demand, to keep as little as possible in memory. */
function* lazily<Row>(rows: Iterable<Row>, read: (row: Row) => ImportedRow): Generator<ImportedRow> {
  for (const row of rows) yield read(row)
}
