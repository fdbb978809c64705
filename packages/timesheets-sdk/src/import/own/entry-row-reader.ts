import { entrySchema, pushedEntrySchema } from '../../model/entry.ts'
import { readPushedEntry } from '../../model/read-new-entry.ts'
import type { Violation } from '../../model/violation.ts'
import { readBillable } from '../cells/billable.ts'
import { type DateOrder, dateFault, isIsoDate, readDate } from '../cells/date.ts'
import { columnOfPath } from '../columns.ts'
import type { CsvRecord } from '../csv/splitter.ts'
import { excerpt } from '../excerpt.ts'
import type { ImportLayout } from '../formats/layout.ts'
import { type GivenIds, type Repeats, roundedId } from '../identity/repeats.ts'
import { type RowIdentity, RowNames } from '../identity/row-names.ts'
import type { PersonMatcher } from '../people/matcher.ts'
import {
  cellFaultOf,
  completed,
  isTotal,
  malformation,
  malformedRow,
  plainCell,
  textOf,
  totalRow,
} from '../record.ts'
import { type ImportedRow, type ImportViolation, isRejected, type RejectedRow } from '../row.ts'
import { RowPeople } from '../row-people.ts'
import { readHours } from './read-hours.ts'

export interface EntryRowReaderOptions {
  readonly layout: ImportLayout
  /** Finds the person of a row without `userId`. */
  readonly people: PersonMatcher
  readonly repeats: Repeats
  /** Numbers below 1 may be fractions of a day. Default: none. */
  readonly hasDayFractions?: boolean | undefined
  /** The order of dates as a spreadsheet writes them. Default: dates start with the year. */
  readonly dateOrder?: DateOrder | undefined
}

/** Members that only the API sets. They are ignored, so that an export can be pushed. */
const givenByTheApi: ReadonlySet<string> = new Set(
  Object.keys(entrySchema.shape).filter((member) => !(member in pushedEntrySchema.shape)),
)

/** The columns used to report an entry of NDJSON or JSON. */
export const valueColumns = [
  'id',
  'userId',
  'date',
  'project',
  'hours',
  'note',
  'billable',
  'externalId',
] as const

type Mutable<T> = { -readonly [Member in keyof T]: T[Member] }

/** The texts that identify a row. */
export type IdentityTexts = RowIdentity & Pick<GivenIds, 'id' | 'externalId'>

/**
 * Reads the rows of our own files in order: a derived `externalId` depends on the rows before it. A row with
 * the `id` of an entry gets no `externalId`.
 */
export class EntryRowReader {
  readonly #layout: ImportLayout
  readonly #repeats: Repeats
  readonly #people: RowPeople
  readonly #names = new RowNames()
  readonly #dateOrder: DateOrder | undefined
  readonly #hasDayFractions: boolean

  constructor({ layout, people, repeats, dateOrder, hasDayFractions = false }: EntryRowReaderOptions) {
    this.#hasDayFractions = hasDayFractions
    this.#dateOrder = dateOrder
    this.#layout = layout
    this.#repeats = repeats
    this.#people = new RowPeople(layout, people)
  }

  /** A row of CSV. */
  read(found: CsvRecord): ImportedRow {
    const layout = this.#layout
    const record = completed(layout, found)
    const { line, cells } = record
    const malformed = malformation(layout, record)
    if (malformed !== undefined) return { line, cells, violations: [malformedRow(malformed)] }
    if (isTotal(layout, cells)) return totalRow(record)
    const texts = textsOfCells(layout, cells)
    texts.date = this.#date(texts.date)
    const candidate: Record<string, unknown> = {}
    let member: keyof IdentityTexts
    for (member in texts) if (texts[member] !== '') candidate[member] = texts[member]
    const unreadable: Violation[] = []
    const hours = textOf(layout, cells, 'duration')
    if (hours !== '') {
      const read = readHours(hours, this.#hasDayFractions)
      candidate.hours = read.hours
      if (read.fault) unreadable.push(read.fault)
    }
    const billable = readBillable(textOf(layout, cells, 'billable'))
    if (typeof billable === 'boolean') candidate.billable = billable
    else if (billable !== undefined) unreadable.push(billable)
    const row = this.#finish(line, cells, texts, candidate, unreadable)
    const cellFault = cellFaultOf(layout, cells)
    return cellFault ? rejectedFor(cellFault, row) : row
  }

  /** An entry of NDJSON or JSON. */
  readValue(value: unknown, line: number): ImportedRow {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      return unreadableRow(line, JSON.stringify(value), notAnObject)
    }
    const candidate: Record<string, unknown> = Object.fromEntries(
      Object.entries(value).filter(([member]) => !givenByTheApi.has(member)),
    )
    return this.#finish(line, cellsOfValue(candidate), textsOfValue(candidate), candidate, [])
  }

  /** A date that a spreadsheet has rewritten as the API expects it, any other text as it is. */
  #date(text: string): string {
    if (isIsoDate(text)) return text
    const readings = readDate(text)
    if (readings === undefined || (this.#dateOrder === undefined && !readings.isUnambiguous)) return text
    return readings[this.#dateOrder ?? 'dmy'] ?? text
  }

  #finish(
    line: number,
    cells: readonly string[],
    texts: IdentityTexts,
    candidate: Record<string, unknown>,
    unreadable: readonly Violation[],
  ): ImportedRow {
    const violations = [...unreadable]
    const repeat = this.#repeats.find({ ...texts, person: texts.userId }, line)
    if (repeat) violations.push(repeated(repeat.member, repeat.line))
    else if (this.#repeats.isRounded(texts.externalId)) violations.push(roundedId(texts.externalId))
    const userId = texts.userId || this.#userId(cells, texts)
    if (typeof userId === 'string') candidate.userId ??= userId
    else if (userId !== undefined) violations.push(userId)
    // Also for a row that cannot be an entry: when it is corrected, it still has its id.
    if (texts.id === '') {
      candidate.externalId ??= this.#names.next({
        ...texts,
        userId: typeof userId === 'string' ? userId : '',
      })
    }
    const read = readPushedEntry(candidate)
    const seconds = typeof candidate.hours === 'number' ? Math.round(candidate.hours * 3_600) : undefined
    if ('entry' in read && violations.length === 0) return { line, cells, entry: read.entry, seconds }
    // A member that could not be read is not reported as missing as well.
    const others = 'entry' in read ? [] : read.violations
    violations.push(...others.filter(({ path }) => !violations.some((known) => known.path === path)))
    const { externalId } = candidate
    return {
      line,
      cells,
      violations: violations.map((violation) => this.#located(violation, cells)),
      person: typeof userId === 'string' ? userId : '',
      seconds,
      ...(typeof externalId === 'string' ? { externalId } : {}),
    }
  }

  #located(violation: Violation, cells: readonly string[]): ImportViolation {
    const { code, path } = violation
    const column = columnOfPath(this.#layout, path, cells)
    if (path === '/id' && code !== repeatedId) return { ...violation, message: notAnId, column }
    const date = path === '/date' ? textOf(this.#layout, cells, 'date') : ''
    if (date === '' || readDate(date)?.[this.#dateOrder ?? 'dmy'] !== undefined)
      return { ...violation, column }
    return { ...violation, message: `"${excerpt(date, 30)}" ${dateFault(date, this.#dateOrder)}`, column }
  }

  /** `undefined`: the row names nobody, but its `id` names an entry with an owner. */
  #userId(cells: readonly string[], { id }: IdentityTexts): string | Violation | undefined {
    const match = this.#people.match(cells)
    if ('userId' in match) return match.userId
    if (id !== '' && match.namesNobody === true) return undefined
    // A machine client's row without a person gets the same code as in the API.
    const code = match.namesNobody === true ? 'user_id_required' : (`${match.problem}_person` as const)
    return { code, message: match.message, path: '/userId' }
  }
}

/** A row that could be read only because the fault of a cell does not show. It keeps its external id. */
function rejectedFor(violation: ImportViolation, row: ImportedRow): RejectedRow {
  const { line, cells, seconds } = row
  if (isRejected(row)) return { ...row, violations: [violation] }
  const { userId, externalId } = row.entry
  return { line, cells, seconds, violations: [violation], person: userId, ...(externalId && { externalId }) }
}

/** The texts of a row of CSV. A note keeps its leading and trailing spaces. */
export function textsOfCells(layout: ImportLayout, cells: readonly string[]): Mutable<IdentityTexts> {
  const notePlace = layout.places.note
  return {
    id: textOf(layout, cells, 'id'),
    userId: textOf(layout, cells, 'userId'),
    date: textOf(layout, cells, 'date'),
    project: textOf(layout, cells, 'project'),
    note: notePlace === undefined ? '' : plainCell(cells[notePlace] ?? ''),
    externalId: textOf(layout, cells, 'externalId'),
  }
}

/** The texts of an entry in JSON. */
export function textsOfValue(members: Readonly<Record<string, unknown>>): IdentityTexts {
  const [id = '', userId = '', date = '', project = '', , note = '', , externalId = ''] =
    cellsOfValue(members)
  return { id, userId, date, project, note, externalId }
}

function cellsOfValue(members: Readonly<Record<string, unknown>>): string[] {
  return valueColumns.map((column) => {
    const content = members[column]
    if (content === undefined || content === null) return ''
    return typeof content === 'object' ? JSON.stringify(content) : String(content)
  })
}

/** A row that could not be parsed: its text is in the column `note`. */
export function unreadableRow(line: number, text: string, violation: Violation): RejectedRow {
  const longestNote = 2_000
  return {
    line,
    cells: cellsOfValue({ note: text.slice(0, longestNote) }),
    violations: [{ ...violation, column: null }],
  }
}

const repeatedId = 'repeated_id'
const notAnId = 'id is not the id of an entry, as in an export: remove it, or name its column externalId'

function repeated(member: 'id' | 'externalId', line: number): Violation {
  return {
    code: repeatedId,
    message: `line ${line} has the same ${member}: remove one of the rows, or give it another ${member}`,
    path: `/${member}`,
  }
}

const notAnObject: Violation = {
  code: 'wrong_type',
  message: 'it is not an object with the members of an entry',
  path: '',
}
