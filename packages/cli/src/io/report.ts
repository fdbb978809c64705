import { basename, dirname, extname, join } from 'node:path'
import { withFormulaGuard } from 'timesheets-sdk/contract'
import { DraftFile } from './draft-file.ts'
import { type Cells, entryColumns } from './readers/row.ts'
import { reportColumns } from './report-columns.ts'

/** A rejected row, as a report has it. */
export interface ReportedRow {
  readonly cells: Cells
  readonly line: number
  readonly code: string
  readonly reason: string
}

/** A CSV file of rejected rows, in the columns that `push` reads, so that it can be mended and pushed. */
export class Report {
  readonly #file: DraftFile

  private constructor(file: DraftFile) {
    this.#file = file
  }

  /** @throws {UsageError} when nothing can be written there */
  static async create(path: string): Promise<Report> {
    const file = await DraftFile.create(path)
    await file.write(lineOf([...entryColumns, ...reportColumns]))
    return new Report(file)
  }

  get path(): string {
    return this.#file.path
  }

  /** @throws {UsageError} when the disk is full, or the like */
  add({ cells, line, code, reason }: ReportedRow): Promise<void> {
    const columns = entryColumns.map((column) => cells[column] ?? '')
    return this.#file.write(lineOf([...columns, String(line), code, reason]))
  }

  /** Puts the report in its place. @throws {UsageError} when that can't be done */
  finish(): Promise<void> {
    return this.#file.finish()
  }
}

/** Where the report of a file goes by default: `november.csv` has `november.rejected.csv`, that one `november.rejected-2.csv`. */
export function defaultReportPath(file: string): string {
  const stem = basename(file, extname(file))
  const mended = /^(.*\.rejected)(?:-(\d{1,6}))?$/.exec(stem)
  const name = mended ? `${mended[1]}-${Number(mended[2] ?? 1) + 1}` : `${stem}.rejected`
  return join(dirname(file), `${name}.csv`)
}

function lineOf(cells: readonly string[]): string {
  return `${cells.map(quoted).join(',')}\r\n`
}

function quoted(cell: string): string {
  const text = withFormulaGuard(cell)
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
