import {
  columnOfPath,
  type ExportLayout,
  type ExportSurvey,
  type ImportedEntry,
  type ImportedRow,
  isRejected,
  type PersonMatcher,
  personLabel,
  type RejectedRow,
  type Rounding,
  readExport,
} from 'timesheets-sdk/import'
import type { InputFile } from '../../../io/input-file.ts'
import { exportReportColumns } from '../../../io/report-columns.ts'
import { withFileName } from './import-error.ts'
import { type Rejection, wordsOfProblem, wordsOfViolations } from './rejection.ts'
import type { PushSource, ReportLayout } from './source.ts'

export interface ExportSourceOptions {
  readonly file: InputFile
  readonly survey: ExportSurvey
  readonly people: PersonMatcher
  /** The policy's. */
  readonly incrementMinutes: number
  readonly rounding: Rounding | undefined
}

/** The rows of an export of another tool that was surveyed. */
export function exportSource(options: ExportSourceOptions): PushSource<ImportedEntry> {
  const { file, survey } = options
  const { layout } = survey
  return {
    total: survey.rows,
    report: reportLayout(survey),
    async *rows() {
      try {
        for await (const portion of readExport(file.read(), options)) yield judged(portion, layout)
      } catch (error) {
        throw withFileName(error, file.name)
      }
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

function* judged(
  portion: readonly ImportedRow[],
  layout: ExportLayout,
): Generator<ImportedEntry | Rejection> {
  for (const row of portion) yield isRejected(row) ? rejectionOfRow(row, layout) : row
}

function rejectionOfRow(
  { line, cells, violations, externalId }: RejectedRow,
  layout: ExportLayout,
): Rejection {
  const column = violations[0]?.column ?? undefined
  const who = cells.length === layout.header.length ? whoAndWhen(layout, cells) : nothingKnown
  return { line, column, ...wordsOfViolations(violations), ...who, cells, externalId }
}

const nothingKnown = { person: undefined, date: undefined }

function whoAndWhen({ places }: ExportLayout, cells: readonly string[]): Pick<Rejection, 'person' | 'date'> {
  const at = (place: number | undefined) => (place === undefined ? '' : (cells[place] ?? '').trim())
  const email = at(places.email)
  const name = at(places.name) || `${at(places.firstName)} ${at(places.lastName)}`.trim()
  const isNamed = email !== '' || name !== ''
  const person = personLabel({ ...(email ? { email } : {}), ...(name ? { name } : {}) })
  return { person: isNamed ? person : undefined, date: at(places.date) || undefined }
}

/** The columns of the export, but for those that it has itself from being a report. */
function reportLayout({ layout: { header }, delimiter }: ExportSurvey): ReportLayout {
  const ours: ReadonlySet<string> = new Set(exportReportColumns)
  const kept = [...header.keys()].filter((place) => !ours.has(header[place] ?? ''))
  const last = header.length - 1
  return {
    columns: [...kept.map((place) => header[place] ?? ''), ...exportReportColumns],
    cellsOf({ cells, externalId = '', line, column = '', code, message }) {
      // Of a row with too many cells nothing is left out: it could not be mended.
      const whole =
        cells.length > header.length ? [...cells.slice(0, last), cells.slice(last).join(delimiter)] : cells
      return [...kept.map((place) => whole[place] ?? ''), externalId, String(line), column, code, message]
    },
  }
}
