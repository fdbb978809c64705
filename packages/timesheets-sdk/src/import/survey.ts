import type { DateOrder } from './cells/date.ts'
import { DateSurvey, type FileDateOrder } from './cells/date-survey.ts'
import { type DecimalSeparator, readDecimal } from './cells/decimal.ts'
import { readDuration } from './cells/duration.ts'
import type { Encoding } from './csv/lines.ts'
import type { CsvRecord } from './csv/splitter.ts'
import { type Delimiter, openTable } from './csv/table.ts'
import type { ExportFormat } from './formats/format.ts'
import { type ExportLayout, layoutOf } from './formats/layout.ts'
import { noPeople, type PersonMatch, type PersonMatcher } from './people/matcher.ts'
import type { PersonReference } from './people/person.ts'
import { PersonTally } from './people/tally.ts'
import { isNoWork, malformation, personOf, textOf } from './record.ts'

/** What has to be known of a whole export before its first row can be read. */
export interface ExportSurvey {
  readonly layout: ExportLayout
  readonly encoding: Encoding
  readonly delimiter: Delimiter
  /** All rows but the header and those of which every cell is empty. */
  readonly rows: number
  readonly dateOrder: FileDateOrder
  /** With `ambiguous`: why, and what to say. */
  readonly dateOrderProblem: string | undefined
  /** The decimal separator that the numbers of hours prove; `undefined`: none of them does, or they do not agree. */
  readonly decimalSeparator: DecimalSeparator | undefined
  /** The first and last date, `YYYY-MM-DD`, if the order of the dates is known. */
  readonly from: string | undefined
  readonly to: string | undefined
  /** Everybody whom the rows name, in the order that they were first named. */
  readonly people: readonly SurveyedPerson[]
  /** Each date's rows are next to each other, so that one day's rows alone have to be kept in mind. */
  readonly datesInRuns: boolean
}

export interface SurveyedPerson {
  readonly person: PersonReference
  /** Of rows. */
  readonly count: number
  readonly match: PersonMatch
}

export interface SurveyOptions {
  /** Default: what the columns tell. */
  readonly format?: ExportFormat | undefined
  /** What comes first in dates whose year comes last. Default: what all dates together tell. */
  readonly dateOrder?: DateOrder | undefined
  /** Who is who. Default: nobody is known. */
  readonly people?: PersonMatcher | undefined
}

/**
 * Reads an export of Toggl, Clockify or Harvest once, to find out what its rows alone do not tell: the order of its dates,
 * its decimal separator, the people in it. Nothing is kept of the rows.
 *
 * @throws {ImportError} when it is no such export, or no text; never for what is wrong with a row
 */
export async function surveyExport(
  source: AsyncIterable<Uint8Array>,
  { format, dateOrder, people = noPeople }: SurveyOptions = {},
): Promise<ExportSurvey> {
  const table = await openTable(source)
  try {
    const layout = layoutOf(table.header, format, table.headerLine)
    const surveyor = new Surveyor(layout)
    for await (const records of table.portions) {
      for (const record of records) surveyor.add(record)
    }
    const dates = surveyor.dates.findings(dateOrder)
    return {
      layout,
      encoding: table.encoding,
      delimiter: table.delimiter,
      rows: surveyor.rows,
      dateOrder: dates.order,
      dateOrderProblem: dates.problem,
      decimalSeparator: surveyor.decimalSeparator,
      from: dates.from,
      to: dates.to,
      people: [...surveyor.tally.people].map((one) => ({ ...one, match: people.match(one.person) })),
      datesInRuns: dates.isInRuns,
    }
  } finally {
    await table.close()
  }
}

class Surveyor {
  readonly tally = new PersonTally()
  readonly dates = new DateSurvey()
  rows = 0
  readonly #layout: ExportLayout
  readonly #separators = new Set<DecimalSeparator>()

  constructor(layout: ExportLayout) {
    this.#layout = layout
  }

  get decimalSeparator(): DecimalSeparator | undefined {
    const [first, second] = this.#separators
    return second === undefined ? first : undefined
  }

  add(record: CsvRecord): void {
    this.rows++
    const layout = this.#layout
    const { cells, line } = record
    if (malformation(layout, record) !== undefined || isNoWork(layout, cells)) return
    this.tally.add(personOf(layout, cells))
    const date = textOf(layout, cells, 'date')
    const readings = this.dates.addDate(date, line)
    const duration = textOf(layout, cells, 'duration')
    const end = textOf(layout, cells, 'endDate')
    if (readings && !readings.hasYearFirst && end !== '' && end !== date) {
      const length = readDuration(duration, undefined, false)
      this.dates.addEnd(readings, end, typeof length === 'object' ? length.seconds : undefined, line)
    }
    if (duration === '' || duration.includes(':')) return
    const decimal = readDecimal(duration, undefined)
    if (typeof decimal === 'object' && decimal.proves) this.#separators.add(decimal.proves)
  }
}
