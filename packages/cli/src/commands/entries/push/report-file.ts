import { open, rm } from 'node:fs/promises'
import { basename, dirname, extname, join } from 'node:path'
import { withFormulaGuard } from 'timesheets-sdk/contract'
import { DraftFile } from '../../../io/files/draft-file.ts'

/**
 * The columns of a report besides those of the pushed file. The name in `externalId` stays the one that the
 * row has among all rows of the file; a reader passes the others over, so that a corrected report can be
 * pushed.
 */
export const reportColumns = ['externalId', 'line', 'column', 'code', 'reason'] as const

/** A CSV file of rejected rows, in columns that `push` reads, so that people can fix and push it. */
export class Report {
  readonly #file: DraftFile

  private constructor(file: DraftFile) {
    this.#file = file
  }

  /** @throws {UsageError} when nothing can be written there */
  static async create(path: string, columns: readonly string[]): Promise<Report> {
    const file = await DraftFile.create(path)
    await file.write(lineOf(columns))
    return new Report(file)
  }

  get path(): string {
    return this.#file.path
  }

  /**
   * @param cells one for each column
   * @throws {UsageError} when the disk is full, or the like
   */
  add(cells: readonly string[]): Promise<void> {
    return this.#file.write(lineOf(cells))
  }

  /** Puts the report in its place. @throws {UsageError} when that can't be done */
  finish(): Promise<void> {
    return this.#file.finish()
  }
}

/** The most that the first line of a report is looked for in. */
const longestHeader = 65_536

/**
 * Removes the report of an earlier push, whose rows are through by now. Any other file at this place stays:
 * the columns tell.
 *
 * @returns whether there was one
 */
export async function removeStaleReport(path: string): Promise<boolean> {
  try {
    await using file = await open(path)
    if (!(await file.stat()).isFile()) return false
    const { buffer, bytesRead } = await file.read(Buffer.alloc(longestHeader), 0, longestHeader, 0)
    const columns = buffer.toString('utf8', 0, bytesRead).split('\r\n', 1)[0]?.split(',') ?? []
    if (!reportColumns.every((column) => columns.includes(column))) return false
    await rm(path)
    return true
  } catch {
    // It is not there, or may not be touched.
    return false
  }
}

/**
 * Where the report of a file goes by default: `november.csv` has `november.rejected.csv`, that one
 * `november.rejected-2.csv`.
 */
export function defaultReportPath(file: string): string {
  const stem = basename(file, extname(file))
  const earlier = /^(.*\.rejected)(?:-(\d{1,6}))?$/.exec(stem)
  const name = earlier ? `${earlier[1]}-${Number(earlier[2] ?? 1) + 1}` : `${stem}.rejected`
  return join(dirname(file), `${name}.csv`)
}

function lineOf(cells: readonly string[]): string {
  return `${cells.map(quoted).join(',')}\r\n`
}

function quoted(cell: string): string {
  const text = withFormulaGuard(cell)
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
