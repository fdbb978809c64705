import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** The outcome of each identity for one operation on something of one owner. */
export interface Row {
  readonly operation: string
  readonly whose: string
  readonly cells: Readonly<Record<string, string>>
}

/** The expected outcomes in `access-matrix.txt`: words for problems, the columns, and the rows. */
export function readTable() {
  const lines = readFileSync(join(import.meta.dirname, '../access-matrix.txt'), 'utf8').split('\n')
  const [heads = [], ...body] = lines
    .filter((line) => line.trim() && !/^[#=]/.test(line))
    .map((line) => line.trim().split(/\s+/))
  const columns = heads.slice(2)
  const words = new Map<string, string>()
  for (const line of lines) {
    const [, word, problem] = /^= (\S+)\s+(\d{3} \w+)$/.exec(line) ?? []
    if (word && problem) words.set(problem, word)
  }
  const rows = body.map(([operation = '', whose = '', ...cells]): Row => {
    if (cells.length !== columns.length) throw new Error(`${operation} ${whose}: ${cells.length} cells`)
    return { operation, whose, cells: Object.fromEntries(columns.map((name, at) => [name, cells[at] ?? ''])) }
  })
  return { words, columns, rows }
}

/** A row as a line of the table, so that a difference shows as the line to correct. */
export function lineOf(row: Row, columns: readonly string[]): string {
  const cells = columns.map((column) => (row.cells[column] ?? '?').padEnd(10))
  return [row.operation.padEnd(20), row.whose.padEnd(9), ...cells].join(' ').trimEnd()
}
