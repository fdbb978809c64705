import { formatMinutes } from '../../texts/formats.ts'
import type { Cell, WeekGrid } from './grid-model.ts'
import { firstDayColumn, isSelected, type Position, type Selection } from './movement.ts'

/** The days' cells that are selected, row by row. */
export function selectedCells(grid: WeekGrid, selection: Selection): Cell[][] {
  return grid.rows
    .map((row, index) =>
      row.cells.filter((_, day) => isSelected(selection, { row: index, column: day + firstDayColumn })),
    )
    .filter((cells) => cells.length > 0)
}

/** Cells as spreadsheets take them: columns parted by tabs, rows by line breaks. */
export function cellsToText(cells: readonly (readonly Cell[])[]): string {
  return cells
    .map((row) => row.map((cell) => (cell.minutes === 0 ? '' : formatMinutes(cell.minutes))).join('\t'))
    .join('\n')
}

export interface PastedCell {
  readonly cell: Cell
  readonly text: string
}

/**
 * Lays a block from a spreadsheet over the cells from `start` on. A single value fills all of `selected`.
 * `outside` counts the values beyond the last project or Sunday. Empty rows at the end are ignored:
 * spreadsheets end a block with a line break, and people select a row too many.
 */
export function layOut(
  text: string,
  grid: WeekGrid,
  start: Position,
  selected: readonly (readonly Cell[])[],
): { readonly cells: readonly PastedCell[]; readonly outside: number } {
  const block = blockOf(text)
  const single = block.length === 1 && block[0]?.length === 1 ? block[0][0] : undefined
  if (single !== undefined && selected.length > 0) {
    return { cells: selected.flat().map((cell) => ({ cell, text: single })), outside: 0 }
  }
  const cells: PastedCell[] = []
  let outside = 0
  for (const [down, row] of block.entries()) {
    for (const [across, value] of row.entries()) {
      const cell = grid.rows[start.row + down]?.cells[start.column - firstDayColumn + across]
      if (cell) cells.push({ cell, text: value })
      else if (value !== '') outside += 1
    }
  }
  return { cells, outside }
}

// A value with a line break, a tab or a quote in it comes in quotes.
const value = /("(?:[^"]|"")*"|[^\t\r\n]*)(\t|\r\n?|\n|$)/y

function blockOf(text: string): string[][] {
  const rows: string[][] = [[]]
  value.lastIndex = 0
  for (let match = value.exec(text); match; match = value.exec(text)) {
    const [, written = '', end = ''] = match
    rows.at(-1)?.push(hoursText(written))
    if (end === '') break
    if (end !== '\t') rows.push([])
  }
  const last = rows.findLastIndex((row) => row.some((one) => one !== ''))
  return rows.slice(0, last + 1)
}

// Accounting formats show a zero as a dash, among blanks of every kind. Chats and web pages add characters
// without width, and sheets that are written from right to left marks of direction.
function hoursText(written: string): string {
  const text = written
    .replace(/^"([\s\S]*)"$/, (_, inner: string) => inner.replaceAll('""', '"'))
    .replace(/\p{Cf}/gu, '')
    .trim()
  return /^[-\u2010-\u2015\u2212]$/.test(text) ? '0' : text
}
