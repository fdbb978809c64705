import { hoursFromMinutes } from 'timesheets-sdk/model'
import type { Content } from '../../saving/content.ts'
import type { Cell, WeekGrid } from './grid-model.ts'
import { firstDayColumn, type Selection } from './movement.ts'

/** A cell, and what filling puts into it. */
export interface FilledCell {
  readonly cell: Cell
  readonly content: Content
}

/** The last column that a row is filled to where nothing says how far: Friday. */
const lastWorkday = 4

/**
 * Fills the selected cells of each row with the first of them. Of one column, the days after it until Friday
 * that are empty. On the totals: all rows.
 */
export function fillRight(grid: WeekGrid, selection: Selection): FilledCell[] {
  const { rows, days } = bounds(grid, selection)
  const [first, last] = days
  return rows.flatMap(({ cells }) => {
    const source = cells[first]
    if (!source || first < 0) return []
    const targets =
      first < last ? cells.slice(first + 1, last + 1) : cells.slice(first + 1, lastWorkday + 1).filter(isFree)
    return filled(source, targets)
  })
}

/** Fills the selected cells of each day with the first of them; of one row, with the cell above. */
export function fillDown(grid: WeekGrid, selection: Selection): FilledCell[] {
  const { rows, days } = bounds(grid, selection)
  const [first, last] = days
  const firstRow = rows[0] ? grid.rows.indexOf(rows[0]) : -1
  const isOneRow = rows.length === 1
  const source = isOneRow ? grid.rows[firstRow - 1] : rows[0]
  const targets = isOneRow ? rows : rows.slice(1)
  return Array.from({ length: last - first + 1 }, (_, offset) => first + offset).flatMap((day) => {
    const from = source?.cells[day]
    return from
      ? filled(
          from,
          targets.flatMap(({ cells }) => cells[day] ?? []),
        )
      : []
  })
}

/** Copies one day to another: the hours of each project that has none there. */
export function fillDay(grid: WeekGrid, from: number, to: number): FilledCell[] {
  return grid.rows.flatMap(({ cells }) => {
    const [source, target] = [cells[from], cells[to]]
    return source && target ? filled(source, [target].filter(isFree)) : []
  })
}

function bounds(grid: WeekGrid, { anchor, head }: Selection) {
  const columns = [anchor.column, head.column].sort((a, b) => a - b)
  const [top = 0, bottom = 0] = [anchor.row, head.row].sort((a, b) => a - b)
  const isTotals = top >= grid.rows.length
  return {
    rows: isTotals ? grid.rows : grid.rows.slice(top, bottom + 1),
    days: columns.map((column) => column - firstDayColumn) as [number, number],
  }
}

function isFree({ lines, lock }: Cell): boolean {
  return lines.length === 0 && lock === undefined
}

// A note tells of its own day and stays there. Several entries become one with their sum.
function filled(source: Cell, targets: readonly Cell[]): FilledCell[] {
  if (source.minutes === 0) return []
  const hours = hoursFromMinutes(source.minutes)
  const billable = source.lines.some(({ content }) => content?.billable)
  return targets.map((cell) => ({
    cell,
    content: { hours, note: cell.lines[0]?.content?.note ?? '', billable },
  }))
}
