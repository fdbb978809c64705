import type { DateOrder } from './cells/date.ts'
import { DateSurvey, type FileDateOrder } from './cells/date-survey.ts'
import { type DecimalSeparator, readDecimal } from './cells/decimal.ts'
import { readDuration, withoutUnit } from './cells/duration.ts'
import type { Encoding } from './csv/lines.ts'
import type { CsvRecord } from './csv/splitter.ts'
import { type Delimiter, openTable } from './csv/table.ts'
import { givenName } from './export-row-reader.ts'
import type { ImportFormat, TableFormat } from './formats/format.ts'
import { formatDescriptions, type ImportLayout, layoutOf } from './formats/layout.ts'
import { ContentOrder } from './identity/content-order.ts'
import { Repeats } from './identity/repeats.ts'
import { type IdentityTexts, textsOfCells, textsOfValue, valueColumns } from './own/entry-row-reader.ts'
import { readValues } from './own/read-values.ts'
import { noPeople, type PersonMatch, type PersonMatcher } from './people/matcher.ts'
import type { PersonReference } from './people/person.ts'
import { PersonTally } from './people/tally.ts'
import { isNotWork, malformation, personOf, textOf } from './record.ts'
import { RowPeople } from './row-people.ts'

/** What has to be known of a whole file before its first row can be read. */
export interface ImportSurvey {
  readonly format: ImportFormat
  readonly layout: ImportLayout
  readonly encoding: Encoding
  readonly delimiter: Delimiter
  /** All rows but the header and those of which every cell is empty; `undefined`: they were not counted. */
  readonly rows: number | undefined
  readonly dateOrder: FileDateOrder
  /** With `ambiguous`: why, and what to say. */
  readonly dateOrderProblem: string | undefined
  /** The decimal separator that the numbers of hours prove; `undefined`: none of them does, or they do not agree. */
  readonly decimalSeparator: DecimalSeparator | undefined
  /** The first and last date, `YYYY-MM-DD`, if the order of the dates is known. */
  readonly from: string | undefined
  readonly to: string | undefined
  /** Everybody whom the rows name by address or name, in the order that they were first named. */
  readonly people: readonly SurveyedPerson[]
  /** How many people the rows name by `userId`. */
  readonly userIds: number
  /** Each date's rows are next to each other, so that one day's rows alone have to be kept in mind. */
  readonly datesInRuns: boolean
  /** The ids that more than one row has. */
  readonly repeats: Repeats
  /** The place of each row among its equals, in an export without times. */
  readonly places: Uint32Array | undefined
}

export interface SurveyedPerson {
  readonly person: PersonReference
  /** Of rows. */
  readonly count: number
  readonly match: PersonMatch
}

export interface SurveyOptions {
  /** Default: a table, of the kind that its columns tell. */
  readonly format?: ImportFormat | undefined
  /** What comes first in dates whose year comes last. Default: what all dates together tell. */
  readonly dateOrder?: DateOrder | undefined
  /** Who is who. Default: nobody is known. */
  readonly people?: PersonMatcher | undefined
  /** Of our own CSV, reads the header alone where only the number of rows would be found out. */
  readonly onlyIfNeeded?: boolean | undefined
}

/**
 * Reads a file once, to find out what its rows alone do not tell: the order of its dates, its decimal separator, the
 * people in it, ids that are there twice. Nothing is kept of the rows but, where they have ids, some bytes for each.
 *
 * @throws {ImportError} when it is no such file, or no text; never for what is wrong with a row
 */
export async function surveyImport(
  source: AsyncIterable<Uint8Array>,
  { format, dateOrder, people = noPeople, onlyIfNeeded = false }: SurveyOptions = {},
): Promise<ImportSurvey> {
  if (format === 'ndjson' || format === 'json') return surveyValues(source, format)
  const table = await openTable(source)
  try {
    const layout = layoutOf(table.header, format, table.headerLine)
    const { encoding, delimiter } = table
    const file = { layout, encoding, delimiter }
    if (layout.format === 'csv') {
      const { id, externalId, email, name, firstName, lastName } = layout.places
      const tellsMore = [id, externalId, email, name, firstName, lastName].some(
        (place) => place !== undefined,
      )
      const surveyor = new EntrySurveyor()
      if (onlyIfNeeded && !tellsMore) return { ...file, ...surveyor.findings('csv', people), rows: undefined }
      for await (const records of table.portions) {
        for (const record of records) surveyor.addRecord(layout, record)
      }
      return { ...file, ...surveyor.findings('csv', people) }
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
  return { layout, encoding: 'utf-8', delimiter: ',', ...surveyor.findings(format, noPeople) }
}

type Findings = Omit<ImportSurvey, 'layout' | 'encoding' | 'delimiter'>

/** More are not counted: a column of other things is not to fill memory. */
const mostUserIds = 10_000
const isoDate = /^\d{4}-\d\d-\d\d$/

/** Surveys our own files. */
class EntrySurveyor {
  readonly #tally = new PersonTally()
  readonly #repeats = new Repeats()
  readonly #userIds = new Set<string>()
  #rows = 0
  #from: string | undefined
  #to: string | undefined

  addRecord(layout: ImportLayout, record: CsvRecord): void {
    const { cells, line } = record
    if (malformation(layout, record) !== undefined) return void this.#rows++
    const texts = textsOfCells(layout, cells)
    this.add(texts, line)
    if (texts.userId === '') this.#tally.add(personOf(layout, cells))
  }

  /** @param texts `undefined`: the row can't be an entry */
  add(texts: IdentityTexts | undefined, line: number): void {
    this.#rows++
    if (texts === undefined) return
    const { date, userId } = texts
    this.#repeats.add({ ...texts, person: userId }, line)
    if (this.#userIds.size < mostUserIds && userId !== '') this.#userIds.add(userId)
    if (date === this.#from || date === this.#to || !isoDate.test(date)) return
    if (this.#from === undefined || date < this.#from) this.#from = date
    if (this.#to === undefined || date > this.#to) this.#to = date
  }

  findings(format: ImportFormat, people: PersonMatcher): Findings {
    this.#repeats.forgetOthers()
    return {
      format,
      rows: this.#rows,
      dateOrder: 'ymd',
      dateOrderProblem: undefined,
      decimalSeparator: undefined,
      from: this.#from,
      to: this.#to,
      people: matched(this.#tally, people),
      userIds: this.#userIds.size,
      datesInRuns: false,
      repeats: this.#repeats,
      places: undefined,
    }
  }
}

/** Surveys exports of other tools. */
class ExportSurveyor {
  readonly #layout: ImportLayout
  readonly #people: PersonMatcher
  readonly #rowPeople: RowPeople
  readonly #tally = new PersonTally()
  readonly #dates = new DateSurvey()
  readonly #separators = new Set<DecimalSeparator>()
  readonly #repeats = new Repeats()
  readonly #order: ContentOrder | undefined
  #rows = 0

  constructor(layout: ImportLayout, people: PersonMatcher) {
    this.#layout = layout
    this.#people = people
    this.#rowPeople = new RowPeople(layout, people)
    this.#order = formatDescriptions[layout.format].placesByContent ? new ContentOrder() : undefined
  }

  add(record: CsvRecord): void {
    this.#rows++
    const layout = this.#layout
    const { cells, line } = record
    if (malformation(layout, record) !== undefined || isNotWork(layout, cells)) {
      this.#order?.add(undefined)
      return
    }
    this.#tally.add(personOf(layout, cells))
    this.#repeats.add(givenName(layout, cells), line)
    const date = textOf(layout, cells, 'date')
    const readings = this.#dates.addDate(date, line)
    this.#order?.add({
      identity: this.#identity(cells, readings ? `${readings.dmy} ${readings.mdy}` : date),
      // A note is corrected less often than hours.
      contents: (['note', 'duration', 'projectCode', 'billable'] as const).map((field) =>
        textOf(layout, cells, field),
      ),
    })
    const duration = textOf(layout, cells, 'duration')
    const end = textOf(layout, cells, 'endDate')
    if (readings && !readings.hasYearFirst && end !== '' && end !== date) {
      const length = readDuration(duration, undefined, false)
      this.#dates.addEnd(readings, end, typeof length === 'object' ? length.seconds : undefined, line)
    }
    if (duration === '' || duration.includes(':')) return
    const decimal = readDecimal(withoutUnit(duration), undefined)
    if (typeof decimal === 'object' && decimal.proves) this.#separators.add(decimal.proves)
  }

  findings(format: TableFormat, dateOrder: DateOrder | undefined): Findings {
    const dates = this.#dates.findings(dateOrder)
    const [separator, other] = this.#separators
    this.#repeats.forgetOthers()
    return {
      format,
      rows: this.#rows,
      dateOrder: dates.order,
      dateOrderProblem: dates.problem,
      decimalSeparator: other === undefined ? separator : undefined,
      from: dates.from,
      to: dates.to,
      people: matched(this.#tally, this.#people),
      userIds: 0,
      datesInRuns: dates.isInRuns,
      repeats: this.#repeats,
      places: this.#order?.places(),
    }
  }

  #identity(cells: readonly string[], date: string): string {
    const layout = this.#layout
    const match = this.#rowPeople.match(cells)
    const person = 'userId' in match ? match.userId : personOf(layout, cells)
    const others = formatDescriptions[layout.format].identity.map((field) => textOf(layout, cells, field))
    return JSON.stringify([person, date, ...others])
  }
}

function matched(tally: PersonTally, people: PersonMatcher): SurveyedPerson[] {
  return [...tally.people].map((one) => ({ ...one, match: people.match(one.person) }))
}
