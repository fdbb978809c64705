import { hoursFromMinutes } from '../model/hours.ts'
import { readNewEntry } from '../model/read-new-entry.ts'
import type { Violation } from '../model/violation.ts'
import { readBillable } from './cells/billable.ts'
import { type DateOrder, dateFault, readDate } from './cells/date.ts'
import { formatDuration } from './cells/duration.ts'
import { fitMinutes, type Rounding, roundings } from './cells/rounding.ts'
import { readTimeOfDay } from './cells/time-of-day.ts'
import { breakPath, columnOfPath, startTimePath } from './columns.ts'
import type { CsvRecord } from './csv/splitter.ts'
import { elapsedSeconds, type Notation } from './elapsed.ts'
import { ImportError } from './errors.ts'
import { excerpt } from './excerpt.ts'
import { columnName, formatDescriptions, type ImportLayout } from './formats/layout.ts'
import { ExternalIds } from './identity/external-ids.ts'
import { type GivenIds, type Repeats, roundedId } from './identity/repeats.ts'
import type { PersonMatcher } from './people/matcher.ts'
import { personLabel } from './people/person.ts'
import type { ProjectNaming } from './projects/naming.ts'
import {
  cellFaultOf,
  completed,
  identityTexts,
  isNotWork,
  isTotal,
  malformation,
  malformedRow,
  personOf,
  textOf,
  totalRow,
} from './record.ts'
import type { ImportedRow, ImportViolation, RejectedRow } from './row.ts'
import { RowPeople } from './row-people.ts'

export interface ExportRowReaderOptions extends Notation {
  readonly layout: ImportLayout
  readonly people: PersonMatcher
  readonly projects: ProjectNaming
  readonly incrementMinutes: number
  readonly rounding: Rounding | undefined
  readonly repeats: Repeats
  /** The number of each row among rows with the same identity. */
  readonly places: Uint32Array
}

/** Reads the records of an export in the order of the survey, which numbered them. */
export class ExportRowReader {
  readonly #options: ExportRowReaderOptions
  readonly #externalIds: ExternalIds
  readonly #people: RowPeople
  #row = 0

  constructor(options: ExportRowReaderOptions) {
    const { layout, people } = options
    this.#options = options
    this.#externalIds = new ExternalIds(layout.format)
    this.#people = new RowPeople(layout, people)
  }

  read(found: CsvRecord): ImportedRow {
    const { layout } = this.#options
    const record = completed(layout, found)
    const { line, cells } = record
    const place = this.#options.places[this.#row++]
    if (place === undefined) throw fileChanged()
    const malformed = malformation(layout, record)
    if (malformed !== undefined) return { line, cells, violations: [malformedRow(malformed)] }
    if (isTotal(layout, cells)) return totalRow(record)
    if (isNotWork(layout, cells)) return this.#notWork(record)

    const violations: Violation[] = []
    const take = <T>(value: T | Violation): T | undefined => {
      if (!isViolation(value)) return value
      violations.push(value)
      return undefined
    }
    const userId = take(this.#userId(cells))
    const date = take(this.#date(cells))
    // Of one column that cannot be read, the date says so.
    const isOneColumn = layout.places.date === layout.places.startTime
    const startMinute = date === undefined && isOneColumn ? undefined : take(this.#startMinute(cells))
    const externalId = this.#externalId(cells, userId, date, startMinute, place)
    const repeat = this.#options.repeats.find(givenName(layout, cells), line)
    if (repeat) violations.push(repeated(repeat.line))
    else if (externalId && this.#options.repeats.isRounded(externalId)) violations.push(roundedId(externalId))
    const elapsed = take(elapsedSeconds(layout, cells, this.#options))
    const minutes = elapsed === undefined ? undefined : take(this.#minutes(elapsed))
    const billable = take(readBillable(textOf(layout, cells, 'billable')))
    const project = take(this.#project(cells))
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
    const cellFault = cellFaultOf(layout, cells)
    if (!cellFault && 'entry' in read && violations.length === 0 && externalId !== undefined) {
      return { line, cells, entry: read.entry, seconds: elapsed }
    }
    // A member that could not be read is not reported as missing as well.
    const others = 'entry' in read ? [] : read.violations
    const known = new Set(violations.map(({ path }) => (path === breakPath ? '/hours' : path)))
    violations.push(...others.filter(({ path }) => !known.has(path)))
    return {
      line,
      cells,
      violations: cellFault
        ? [cellFault]
        : violations.map((one) => ({ ...one, column: columnOfPath(layout, one.path, cells) })),
      person: userId ?? personLabel(personOf(layout, cells)),
      seconds: elapsed,
      ...(externalId === undefined ? {} : { externalId }),
    }
  }

  #notWork({ line, cells }: CsvRecord): RejectedRow {
    const { layout } = this.#options
    const kind = excerpt(textOf(layout, cells, 'kind'))
    const violation: ImportViolation = {
      code: 'not_work',
      message: `${formatDescriptions[layout.format].title} calls this ${kind}: it is not working time`,
      path: '',
      column: columnName(layout, 'kind'),
    }
    const match = this.#people.match(cells)
    const person = 'userId' in match ? match.userId : personLabel(personOf(layout, cells))
    const seconds = elapsedSeconds(layout, cells, this.#options)
    return {
      line,
      cells,
      violations: [violation],
      person,
      ...(typeof seconds === 'number' ? { seconds } : {}),
    }
  }

  #project(cells: readonly string[]): string | Violation {
    const { layout, projects } = this.#options
    const match = projects.projectOf({
      client: textOf(layout, cells, 'client'),
      project: textOf(layout, cells, 'project'),
      code: textOf(layout, cells, 'projectCode'),
      task: textOf(layout, cells, 'task'),
    })
    return typeof match === 'string' ? match : { code: 'unknown_project', ...match, path: '/project' }
  }

  #userId(cells: readonly string[]): string | Violation {
    const match = this.#people.match(cells)
    if ('userId' in match) return match.userId
    return { code: `${match.problem}_person`, message: match.message, path: '/userId' }
  }

  #date(cells: readonly string[]): string | Violation {
    const { layout, dateOrder } = this.#options
    const text = textOf(layout, cells, 'date')
    return readDate(text)?.[dateOrder] ?? noDate(text, dateOrder)
  }

  /** `null`: the row has no start time. */
  #startMinute(cells: readonly string[]): number | null | Violation {
    const text = textOf(this.#options.layout, cells, 'startTime')
    const minute = startMinuteOf(this.#options.layout, cells)
    if (minute !== undefined) return minute
    return {
      code: 'invalid_format',
      message: `"${excerpt(text)}" is not a time of day: write 17:30`,
      path: startTimePath,
    }
  }

  #externalId(
    cells: readonly string[],
    userId: string | undefined,
    date: string | undefined,
    startMinute: number | null | undefined,
    place: number,
  ): string | undefined {
    const { layout } = this.#options
    const given = textOf(layout, cells, 'externalId')
    if (userId === undefined || date === undefined || startMinute === undefined) return given || undefined
    const others = identityTexts(layout, cells)
    return given || this.#externalIds.of({ userId, date, startMinute, others }, place)
  }

  #minutes(seconds: number): number | Violation {
    const { incrementMinutes, rounding } = this.#options
    const refuse = (code: string, message: string) => ({ code, message, path: '/hours' })
    if (seconds === 0) return refuse('hours_not_positive', 'the duration is zero: there is nothing to store')
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
}

/** The external id of a row from a report of rejected rows. */
export function givenName(layout: ImportLayout, cells: readonly string[]): GivenIds {
  return { id: '', externalId: textOf(layout, cells, 'externalId'), person: '' }
}

/** The start as a minute of the day; `null` without one, `undefined` if it is not a time. */
export function startMinuteOf(layout: ImportLayout, cells: readonly string[]): number | null | undefined {
  const text = textOf(layout, cells, 'startTime')
  if (text === '') return null
  const time = readTimeOfDay(text)
  return time && Math.floor(time.seconds / 60)
}

function fileChanged(): ImportError {
  return new ImportError(
    'file_changed',
    'the file has changed while it was read: read it again from the start',
  )
}

function repeated(line: number): Violation {
  return {
    code: 'repeated_id',
    message: `line ${line} has the same externalId: remove one of the rows`,
    path: '/externalId',
  }
}

function noDate(text: string, order: DateOrder): Violation {
  if (text === '') return { code: 'missing_field', message: 'the date is missing', path: '/date' }
  const message = `"${excerpt(text)}" ${dateFault(text, order)}`
  return { code: 'invalid_format', message, path: '/date' }
}

function isViolation(value: unknown): value is Violation {
  return typeof value === 'object' && value !== null && 'message' in value
}
