import type { Problem } from 'timesheets-sdk/contract'
import {
  columnOfPath,
  type ImportedEntry,
  type ImportedRow,
  type ImportLayout,
  type ImportSurvey,
  isRejected,
  personLabel,
  type ReadImportOptions,
  type RejectedRow,
  readImport,
} from 'timesheets-sdk/import'
import type { Violation } from 'timesheets-sdk/model'
import { withFileName } from '../../../io/files/file-name.ts'
import type { InputFile } from '../../../io/files/input-file.ts'
import { reportColumns } from './report-file.ts'
import { FileTotals } from './totals.ts'

/** Where a push has its rows from. */
export interface PushSource {
  /** Rows in the file, where they were counted. */
  readonly total: number | undefined
  readonly report: ReportLayout
  /**
   * In portions, as they are read; those that can't be entries are among them, as the rejections that they
   * are.
   */
  rows(): AsyncIterable<Iterable<ImportedEntry | Rejection>>
  /** Reads all rows to sum them, before any is pushed. */
  totals(onRow?: (row: ImportedRow) => void): Promise<FileTotals>
  /** Of an entry that the API rejected. */
  rejectionOf(row: ImportedEntry, problem: Problem | undefined): Rejection
}

/** How a file has its rejected rows in a report. */
export interface ReportLayout {
  readonly columns: readonly string[]
  /** One for each column. */
  cellsOf(rejection: Rejection): readonly string[]
}

export function isRejection(row: ImportedEntry | Rejection): row is Rejection {
  return 'code' in row
}

/** The rows of a file that was surveyed. */
export function sourceOf(file: InputFile, options: ReadImportOptions): PushSource {
  const { survey } = options
  const { layout } = survey
  return {
    total: survey.rows,
    report: reportLayout(survey),
    async *rows() {
      try {
        for await (const portion of readImport(file.read(), options)) yield judged(portion, layout)
      } catch (error) {
        throw withFileName(error, file.name)
      }
    },
    async totals(onRow) {
      const totals = new FileTotals()
      try {
        for await (const portion of readImport(file.read(), options)) {
          for (const row of portion) {
            totals.add(row)
            onRow?.(row)
          }
        }
      } catch (error) {
        throw withFileName(error, file.name)
      }
      return totals
    },
    rejectionOf: ({ line, cells, entry }, problem) => ({
      line,
      column: columnOfPath(layout, problem?.errors?.[0]?.pointer ?? '', cells) ?? undefined,
      ...wordsOfProblem(problem),
      person: entry.userId,
      date: entry.date,
      cells,
      externalId: entry.externalId,
    }),
  }
}

function* judged(portion: Iterable<ImportedRow>, layout: ImportLayout): Generator<ImportedEntry | Rejection> {
  for (const row of portion) yield isRejected(row) ? rejectionOfRow(row, layout) : row
}

function rejectionOfRow(
  { line, cells, violations, externalId }: RejectedRow,
  layout: ImportLayout,
): Rejection {
  const column = violations[0]?.column ?? undefined
  const who = cells.length === layout.header.length ? whoAndWhen(layout, cells) : nothingKnown
  return { line, column, ...wordsOfViolations(violations), ...who, cells, externalId }
}

const nothingKnown = { person: undefined, date: undefined }

function whoAndWhen({ places }: ImportLayout, cells: readonly string[]): Pick<Rejection, 'person' | 'date'> {
  const at = (place: number | undefined) => (place === undefined ? '' : (cells[place] ?? '').trim())
  const email = at(places.email)
  const name = at(places.name) || `${at(places.firstName)} ${at(places.lastName)}`.trim()
  const isNamed = email !== '' || name !== ''
  const person = personLabel({ ...(email ? { email } : {}), ...(name ? { name } : {}) })
  return { person: at(places.userId) || (isNamed ? person : undefined), date: at(places.date) || undefined }
}

/** The columns of the file, but for those that it has itself from being a report. */
function reportLayout({ layout: { header, places }, delimiter }: ImportSurvey): ReportLayout {
  const ours: ReadonlySet<string> = new Set(reportColumns)
  const kept = [...header.keys()].filter((place) => !ours.has(header[place] ?? ''))
  const last = header.length - 1
  return {
    columns: [...kept.map((place) => header[place] ?? ''), ...reportColumns],
    cellsOf({ cells, externalId, line, column = '', code, message }) {
      // Of a row with too many cells nothing is left out: it could not be corrected.
      const whole =
        cells.length > header.length ? [...cells.slice(0, last), cells.slice(last).join(delimiter)] : cells
      // That of a row that could not be read is in its cell.
      const name = externalId ?? whole[places.externalId ?? -1] ?? ''
      return [...kept.map((place) => whole[place] ?? ''), name, String(line), column, code, message]
    },
  }
}

/** A row that was not stored, and why. */
export interface Rejection {
  readonly line: number
  /** The column that is wrong, where it is one alone. */
  readonly column: string | undefined
  /** Stable, for programs. */
  readonly code: string
  readonly message: string
  /** The person that the row is for, if known. */
  readonly person: string | undefined
  readonly date: string | undefined
  /** Its text, in the order of its source's columns. */
  readonly cells: readonly string[]
  /** The external id that the row has, or would have. */
  readonly externalId: string | undefined
}

/**
 * Code and message of a row that can't be an entry: the first violation of each member; what follows from it
 * is not worth a word.
 */
export function wordsOfViolations(violations: readonly Violation[]): Pick<Rejection, 'code' | 'message'> {
  const byPath = new Map<string, string>()
  for (const { path, message } of violations) {
    if (!byPath.has(path)) byPath.set(path, message)
  }
  return { code: violations[0]?.code ?? 'invalid_value', message: [...byPath.values()].join('; ') }
}

/** Code and message of an entry that the API refused. */
function wordsOfProblem(problem: Problem | undefined): Pick<Rejection, 'code' | 'message'> {
  const { code = 'rejected', detail = 'the API gave no reason' } = problem ?? {}
  return { code, message: detail }
}
