import { formatMinutes } from './format-minutes.ts'
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
 * A block from a spreadsheet, laid over the cells from `start` on. A single value fills all of `selected`. What reaches
 * beyond the last project or Sunday is counted in `outside`.
 */
export function layOut(
  text: string,
  grid: WeekGrid,
  start: Position,
  selected: readonly (readonly Cell[])[],
): { readonly cells: readonly PastedCell[]; readonly outside: number } {
  const block = text
    .replace(/\r?\n$/, '')
    .split(/\r?\n/)
    .map((row) => row.split('\t').map((value) => value.trim()))
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
