import type { CsvRecord } from '../csv/splitter.ts'
import { type Findings, matched } from '../findings.ts'
import type { ImportFormat } from '../formats/format.ts'
import type { ImportLayout } from '../formats/layout.ts'
import { Repeats } from '../identity/repeats.ts'
import type { PersonMatcher } from '../people/matcher.ts'
import { PersonTally } from '../people/tally.ts'
import { malformation, personOf } from '../record.ts'
import { type IdentityTexts, textsOfCells } from './entry-row-reader.ts'

/** More are not counted, so that a column of other values cannot fill the memory. */
const mostUserIds = 10_000
const isoDate = /^\d{4}-\d\d-\d\d$/

/** Surveys our own files. */
export class EntrySurveyor {
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

  /** @param texts `undefined`: the row cannot be an entry */
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
