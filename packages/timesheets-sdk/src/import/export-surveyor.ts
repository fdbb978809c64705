import { BareNumbers } from './cells/bare-numbers.ts'
import type { DateOrder } from './cells/date.ts'
import { DateSurvey } from './cells/date-survey.ts'
import { DayFractions } from './cells/day-fractions.ts'
import { type DecimalSeparator, readDecimal } from './cells/decimal.ts'
import { withoutUnit } from './cells/duration.ts'
import type { CsvRecord } from './csv/splitter.ts'
import { durationOf, durationText } from './elapsed.ts'
import { givenName, startMinuteOf } from './export-row-reader.ts'
import { type Findings, matched } from './findings.ts'
import type { TableFormat } from './formats/format.ts'
import { columnName, formatDescriptions, type ImportLayout } from './formats/layout.ts'
import { ContentOrder } from './identity/content-order.ts'
import { Repeats } from './identity/repeats.ts'
import type { PersonMatcher } from './people/matcher.ts'
import { PersonTally } from './people/tally.ts'
import {
  completed,
  identityTexts,
  isNotWork,
  isTotal,
  malformation,
  personOf,
  textOf,
  unknownKindOf,
} from './record.ts'
import { RowPeople } from './row-people.ts'

const mostUnknownKinds = 10

/** Surveys exports of other tools. */
export class ExportSurveyor {
  readonly #layout: ImportLayout
  readonly #people: PersonMatcher
  readonly #rowPeople: RowPeople
  readonly #tally = new PersonTally()
  readonly #dates = new DateSurvey()
  readonly #separators = new Set<DecimalSeparator>()
  readonly #dayFractions = new DayFractions()
  readonly #bareNumbers: BareNumbers
  readonly #repeats = new Repeats()
  readonly #order = new ContentOrder()
  readonly #unknownKinds = new Set<string>()
  #rows = 0

  constructor(layout: ImportLayout, people: PersonMatcher) {
    this.#layout = layout
    this.#people = people
    this.#bareNumbers = new BareNumbers(columnName(layout, 'duration') ?? '')
    this.#rowPeople = new RowPeople(layout, people)
  }

  add(found: CsvRecord): void {
    this.#rows++
    const layout = this.#layout
    const record = completed(layout, found)
    const { cells, line } = record
    if (malformation(layout, record) !== undefined || isTotal(layout, cells) || isNotWork(layout, cells)) {
      this.#order.add(undefined)
      return
    }
    this.#tally.add(personOf(layout, cells))
    this.#repeats.add(givenName(layout, cells), line)
    const date = textOf(layout, cells, 'date')
    const readings = this.#dates.addDate(date, line)
    const { orderedBy } = formatDescriptions[layout.format]
    this.#order.add({
      identity: this.#identity(cells, readings ? `${readings.dmy} ${readings.mdy}` : date),
      contents: orderedBy.map((field) => textOf(layout, cells, field)),
    })
    const kind = unknownKindOf(layout, cells)
    if (kind !== '' && this.#unknownKinds.size < mostUnknownKinds) this.#unknownKinds.add(kind)
    const duration = durationText(layout, cells)
    const end = textOf(layout, cells, 'endDate')
    if (readings && !readings.isUnambiguous && end !== '' && end !== date) {
      const length = durationOf(layout, duration, undefined)
      this.#dates.addEnd(readings, end, typeof length === 'object' ? length.seconds : undefined, line)
    }
    if (duration === '' || duration.includes(':')) return
    this.#dayFractions.add(duration)
    this.#bareNumbers.add(duration, line)
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
      hasDayFractions: this.#dayFractions.found,
      longNumber: this.#bareNumbers.long,
      from: dates.from,
      to: dates.to,
      people: matched(this.#tally, this.#people),
      userIds: 0,
      repeats: this.#repeats,
      places: this.#order.places(),
      unknownKinds: [...this.#unknownKinds],
    }
  }

  #identity(cells: readonly string[], date: string): string {
    const layout = this.#layout
    const match = this.#rowPeople.match(cells)
    const person = 'userId' in match ? match.userId : personOf(layout, cells)
    return JSON.stringify([person, date, startMinuteOf(layout, cells), ...identityTexts(layout, cells)])
  }
}
