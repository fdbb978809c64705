import type { DateOrder } from '../cells/date.ts'
import { DateSurvey } from '../cells/date-survey.ts'
import { DayFractions } from '../cells/day-fractions.ts'
import type { CsvRecord } from '../csv/splitter.ts'
import { type Findings, matched } from '../findings.ts'
import type { ImportFormat } from '../formats/format.ts'
import type { ImportLayout } from '../formats/layout.ts'
import { Repeats } from '../identity/repeats.ts'
import type { PersonMatcher } from '../people/matcher.ts'
import { PersonTally } from '../people/tally.ts'
import { completed, isTotal, malformation, personOf, textOf } from '../record.ts'
import { type IdentityTexts, textsOfCells } from './entry-row-reader.ts'

/** More are not counted, so that a column of other values cannot fill the memory. */
const mostUserIds = 10_000

/** Surveys our own files. */
export class EntrySurveyor {
  readonly #tally = new PersonTally()
  readonly #repeats = new Repeats()
  readonly #userIds = new Set<string>()
  readonly #dates = new DateSurvey()
  readonly #dayFractions = new DayFractions()
  #rows = 0

  addRecord(layout: ImportLayout, found: CsvRecord): void {
    const record = completed(layout, found)
    const { cells, line } = record
    if (malformation(layout, record) !== undefined || isTotal(layout, cells)) return void this.#rows++
    const texts = textsOfCells(layout, cells)
    this.add(texts, line)
    this.#dayFractions.add(textOf(layout, cells, 'duration'))
    if (texts.userId === '') this.#tally.add(personOf(layout, cells))
  }

  /** @param texts `undefined`: the row cannot be an entry */
  add(texts: IdentityTexts | undefined, line: number): void {
    this.#rows++
    if (texts === undefined) return
    const { date, userId } = texts
    this.#dates.addDate(date, line)
    this.#repeats.add({ ...texts, person: userId }, line)
    if (this.#userIds.size < mostUserIds && userId !== '') this.#userIds.add(userId)
  }

  findings(format: ImportFormat, people: PersonMatcher, dateOrder?: DateOrder): Findings {
    const dates = this.#dates.findings(dateOrder)
    this.#repeats.forgetOthers()
    return {
      format,
      rows: this.#rows,
      dateOrder: dates.order,
      dateOrderProblem: dates.problem,
      decimalSeparator: undefined,
      hasDayFractions: this.#dayFractions.found,
      longNumber: undefined,
      from: dates.from,
      to: dates.to,
      people: matched(this.#tally, people),
      userIds: this.#userIds.size,
      repeats: this.#repeats,
      places: undefined,
      unknownKinds: [],
    }
  }
}
