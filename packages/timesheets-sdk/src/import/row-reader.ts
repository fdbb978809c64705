import { hoursFromMinutes } from '../model/hours.ts'
import { readNewEntry } from '../model/read-new-entry.ts'
import type { Violation } from '../model/violation.ts'
import { readYesNo } from './cells/billable.ts'
import { readDate } from './cells/date.ts'
import { DateTrack } from './cells/date-survey.ts'
import { formatDuration } from './cells/duration.ts'
import { fitMinutes, type Rounding, roundings } from './cells/rounding.ts'
import { readTimeOfDay } from './cells/time-of-day.ts'
import { columnOfPath, startTimePath } from './columns.ts'
import type { CsvRecord } from './csv/splitter.ts'
import { elapsedSeconds, type Notation } from './elapsed.ts'
import { ImportError } from './errors.ts'
import { excerpt } from './excerpt.ts'
import type { Field } from './formats/format.ts'
import { columnName, type ExportLayout, formatDescriptions } from './formats/layout.ts'
import { ExternalIds } from './identity/external-ids.ts'
import type { PersonMatch, PersonMatcher } from './people/matcher.ts'
import { isNoWork, malformation, personOf, textOf } from './record.ts'
import type { ImportedRow, ImportViolation, NamedEntry, RejectedRow } from './row.ts'

export interface RowReaderOptions extends Notation {
  readonly layout: ExportLayout
  readonly people: PersonMatcher
  readonly incrementMinutes: number
  readonly rounding: Rounding | undefined
  readonly datesInRuns: boolean
}

/** Reads the records of an export, in their order: a row's name depends on the rows before it. */
export class RowReader {
  readonly #options: RowReaderOptions
  readonly #identityFields: readonly Field[]
  readonly #externalIds: ExternalIds
  readonly #matches = new Map<string, PersonMatch>()
  readonly #dates = new DateTrack()

  constructor(options: RowReaderOptions) {
    this.#options = options
    this.#identityFields = formatDescriptions[options.layout.format].identity
    this.#externalIds = new ExternalIds(options.layout.format)
  }

  read(record: CsvRecord): ImportedRow {
    const { layout } = this.#options
    const { line, cells } = record
    const malformed = malformation(layout, record)
    if (malformed !== undefined) {
      return {
        line,
        cells,
        violations: [{ code: 'malformed_row', message: malformed, path: '', column: null }],
      }
    }
    if (isNoWork(layout, cells)) return notWork(layout, record)

    const violations: Violation[] = []
    const take = <T>(value: T | Violation): T | undefined => {
      if (!isViolation(value)) return value
      violations.push(value)
      return undefined
    }
    const userId = take(this.#userId(cells))
    const date = take(this.#date(cells))
    const startMinute = take(this.#startMinute(cells))
    const externalId = this.#externalId(cells, userId, date, startMinute)
    const minutes = take(this.#minutes(cells))
    const billable = take(this.#billable(cells))
    const project = textOf(layout, cells, 'projectCode') || textOf(layout, cells, 'project')
    const note = [textOf(layout, cells, 'task'), textOf(layout, cells, 'note')].filter(Boolean).join(': ')
    const candidate = {
      ...(userId ? { userId } : {}),
      ...(date ? { date } : {}),
      ...(project ? { project } : {}),
      ...(minutes ? { hours: hoursFromMinutes(minutes) } : {}),
      ...(note ? { note } : {}),
      ...(billable === undefined ? {} : { billable }),
      ...(externalId ? { externalId } : {}),
    }
    const read = readNewEntry(candidate)
    if ('entry' in read && violations.length === 0 && externalId !== undefined) {
      return { line, cells, entry: read.entry as NamedEntry }
    }
    // What could not be read is not missing as well.
    const others = 'entry' in read ? [] : read.violations
    violations.push(...others.filter(({ path }) => !violations.some((known) => known.path === path)))
    return {
      line,
      cells,
      violations: violations.map((one) => ({ ...one, column: columnOfPath(layout, one.path, cells) })),
      ...(externalId === undefined ? {} : { externalId }),
    }
  }

  #userId(cells: readonly string[]): string | Violation {
    const { layout, people } = this.#options
    const person = personOf(layout, cells)
    const spelling = `${person.email ?? ''}\n${person.name ?? ''}`
    let match = this.#matches.get(spelling)
    if (match === undefined) {
      match = people.match(person)
      this.#matches.set(spelling, match)
    }
    if ('userId' in match) return match.userId
    return { code: `${match.problem}_person`, message: match.message, path: '/userId' }
  }

  #date(cells: readonly string[]): string | Violation {
    const { layout, dateOrder, datesInRuns } = this.#options
    const text = textOf(layout, cells, 'date')
    const readings = readDate(text)
    const date = readings?.[dateOrder]
    if (date === undefined) return noDate(text, readings?.[dateOrder === 'dmy' ? 'mdy' : 'dmy'])
    if (this.#dates.add(date) && datesInRuns) {
      if (!this.#dates.isInRuns) {
        throw new ImportError(
          'file_changed',
          'the file has changed while it was read: read it again from the start',
        )
      }
      this.#externalIds.forgetPlaces()
    }
    return date
  }

  /** `null`: the tool counts no times, or there is none here. */
  #startMinute(cells: readonly string[]): number | null | Violation {
    const text = textOf(this.#options.layout, cells, 'startTime')
    if (text === '') return null
    const time = readTimeOfDay(text)
    if (time) return Math.floor(time.seconds / 60)
    return { code: 'invalid_format', message: `"${excerpt(text)}" is no time of day`, path: startTimePath }
  }

  // Counted also where the rest of the row is wrong, so that others do not change their names when it is mended.
  #externalId(
    cells: readonly string[],
    userId: string | undefined,
    date: string | undefined,
    startMinute: number | null | undefined,
  ): string | undefined {
    const { layout } = this.#options
    const given = textOf(layout, cells, 'externalId')
    if (userId === undefined || date === undefined || startMinute === undefined) return given || undefined
    const others = this.#identityFields.map((field) => textOf(layout, cells, field))
    const derived = this.#externalIds.next({ userId, date, startMinute, others })
    return given || derived
  }

  #minutes(cells: readonly string[]): number | Violation {
    const { layout, incrementMinutes, rounding } = this.#options
    const seconds = elapsedSeconds(layout, cells, this.#options)
    if (typeof seconds !== 'number') return seconds
    const refuse = (code: string, message: string) => ({ code, message, path: '/hours' })
    if (seconds === 0) return refuse('hours_not_positive', 'the duration is zero: that is no entry')
    const minutes = fitMinutes(seconds, incrementMinutes, rounding)
    if (minutes) return minutes
    const duration = formatDuration(seconds)
    const unit = incrementMinutes === 1 ? 'whole minutes' : `increments of ${incrementMinutes} minutes`
    if (minutes === 0) {
      const up = formatDuration(incrementMinutes * 60)
      return refuse('hours_not_positive', `${duration} rounded to ${unit} is nothing; rounded up it is ${up}`)
    }
    const each = roundings.map((one) => {
      const fitted = fitMinutes(seconds, incrementMinutes, one) ?? 0
      return `${one} ${fitted === 0 ? 'nothing' : formatDuration(fitted * 60)}`
    })
    return refuse(
      'hours_off_increment',
      `${duration} does not fit ${unit}; rounded it is: ${each.join(', ')}`,
    )
  }

  #billable(cells: readonly string[]): boolean | Violation | undefined {
    const text = textOf(this.#options.layout, cells, 'billable')
    if (text === '') return undefined
    const billable = readYesNo(text)
    if (billable !== undefined) return billable
    const message = `"${excerpt(text)}" does not say whether it is billable: write Yes or No`
    return { code: 'invalid_format', message, path: '/billable' }
  }
}

function notWork(layout: ExportLayout, { line, cells }: CsvRecord): RejectedRow {
  const kind = textOf(layout, cells, 'kind')
  const violation: ImportViolation = {
    code: 'not_work',
    message: `${formatDescriptions[layout.format].title} calls this ${excerpt(kind)}: it is no working time`,
    path: '',
    column: columnName(layout, 'kind'),
  }
  return { line, cells, violations: [violation] }
}

function noDate(text: string, inOtherOrder: string | undefined): Violation {
  if (text === '') return { code: 'missing_field', message: 'the date is missing', path: '/date' }
  const message =
    inOtherOrder === undefined
      ? `"${excerpt(text)}" is no date that exists, with a year of four digits`
      : `"${excerpt(text)}" is no date in the order of the file; in the other it would be ${inOtherOrder}`
  return { code: 'invalid_format', message, path: '/date' }
}

function isViolation(value: unknown): value is Violation {
  return typeof value === 'object' && value !== null && 'message' in value
}
