import { createHash } from 'node:crypto'
import { periodCsvHeader, periodCsvLine } from 'timesheets-sdk/contract'
import { LineSums } from 'timesheets-sdk/decide'
import type { ClosingFigures, LinePosition } from 'timesheets-sdk/model'
import type { Reader, Transaction } from '../../store/engine.ts'
import { type ClosingWithColumns, linesAfter } from '../../store/periods/lines.ts'

const rowsAtOnce = 1_000

/** Reads some rows of a closing, after one of them. */
export type RowsAfter<Key, Row> = (
  reader: Reader,
  closing: Key,
  after: LinePosition | undefined,
  limit: number,
) => Promise<Row[]>

/** Reads the rows of one closing, after one of them. */
export type PageOfRows<Row> = (after: LinePosition | undefined, limit: number) => Promise<Row[]>

/** The sums of a closing's lines, and the hash of its file. */
export async function figuresOfLines(
  transaction: Transaction,
  closing: ClosingWithColumns,
): Promise<ClosingFigures> {
  const { period, columns } = closing
  const sums = new LineSums(period)
  const hash = createHash('sha256').update(periodCsvHeader(columns))
  const pages = allRows((after, limit) => linesAfter(transaction, closing, after, limit))
  for await (const lines of pages) {
    for (const line of lines) {
      sums.add(line)
      hash.update(periodCsvLine(line, columns))
    }
  }
  return sums.figures(hash.digest('hex'))
}

/** All rows, page by page. */
export async function* allRows<Row extends LinePosition>(rowsAfter: PageOfRows<Row>): AsyncGenerator<Row[]> {
  let after: Row | undefined
  do {
    const rows = await rowsAfter(after, rowsAtOnce)
    yield rows
    after = rows.length === rowsAtOnce ? rows.at(-1) : undefined
  } while (after)
}
