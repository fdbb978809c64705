import type { InputFile } from '../../../io/input-file.ts'
import { ExternalIds } from '../../../io/readers/external-ids.ts'
import type { FileFormat } from '../../../io/readers/format.ts'
import { readRows } from '../../../io/readers/read-rows.ts'
import { type Cells, type EntryRow, entryColumns, isFaulty, type Row } from '../../../io/readers/row.ts'
import { wholeLines } from '../../../io/readers/whole-lines.ts'
import { reportColumns } from '../../../io/report-columns.ts'
import { type Rejection, wordsOfProblem, wordsOfViolations } from './rejection.ts'
import type { PushSource, ReportLayout } from './source.ts'

export interface OwnSourceOptions {
  readonly file: InputFile
  readonly format: FileFormat | undefined
  /** Rows in the file, where they were counted. */
  readonly total: number | undefined
  /** See `Reading`. */
  readonly ownUserId: string | null
  readonly warn: (message: string) => void
}

const report: ReportLayout = {
  columns: [...entryColumns, ...reportColumns],
  cellsOf: ({ cells, line, code, message }) => [...cells, String(line), code, message],
}

/** The rows of our own CSV, NDJSON or JSON. */
export function ownSource(options: OwnSourceOptions): PushSource<EntryRow> {
  const { file, format, total, ownUserId, warn } = options
  return {
    total,
    report,
    async *rows() {
      const pieces = wholeLines(file.read(), file.name)
      const reading = { name: file.name, pieces, ownUserId, externalIds: new ExternalIds(), warn }
      for await (const portion of readRows(reading, format)) yield judged(portion)
    },
    rejectionOf: ({ line, cells }, problem) => ({
      line,
      column: undefined,
      ...wordsOfProblem(problem),
      ...textOf(cells),
    }),
  }
}

function* judged(portion: Iterable<Row>): Generator<EntryRow | Rejection> {
  for (const row of portion) {
    if (!isFaulty(row)) {
      yield row
      continue
    }
    const { line, cells, violations } = row
    const member = violations[0]?.path.slice(1)
    const column = entryColumns.find((known) => known === member)
    yield { line, column, ...wordsOfViolations(violations), ...textOf(cells) }
  }
}

function textOf(cells: Cells): Pick<Rejection, 'person' | 'date' | 'cells' | 'externalId'> {
  const { userId: person, date, externalId } = cells
  return { person, date, externalId, cells: entryColumns.map((column) => cells[column] ?? '') }
}
