/**
 * A place in the grid. Rows start at 0, the totals are last. Column 0 is the project's name, 8 the row's
 * total.
 */
export interface Position {
  readonly row: number
  readonly column: number
}

export const nameColumn = 0
export const firstDayColumn = 1
export const lastDayColumn = 7
export const totalColumn = 8

/** A rectangle of cells, from where it was begun to where it was drawn. */
export interface Selection {
  readonly anchor: Position
  readonly head: Position
}

const mirrored: Readonly<Record<string, string>> = { ArrowLeft: 'ArrowRight', ArrowRight: 'ArrowLeft' }

/** A key as it is where people read from left to right: elsewhere, the left arrow goes to the next day. */
export function leftToRightKey(key: string, isRightToLeft: boolean): string {
  return (isRightToLeft && mirrored[key]) || key
}

/** The keys that move the focus, by the grid pattern of the ARIA Authoring Practices. */
export interface MoveKey {
  readonly key: string
  readonly ctrlKey: boolean
}

/**
 * The position after a key, which stops at the edges; `undefined` for other keys. `rows` includes the totals.
 */
export function moved(from: Position, { key, ctrlKey }: MoveKey, rows: number): Position | undefined {
  const lastRow = rows - 1
  switch (key) {
    case 'ArrowUp':
      return { ...from, row: ctrlKey ? 0 : Math.max(0, from.row - 1) }
    case 'ArrowDown':
      return { ...from, row: ctrlKey ? lastRow : Math.min(lastRow, from.row + 1) }
    case 'ArrowLeft':
      return { ...from, column: ctrlKey ? nameColumn : Math.max(nameColumn, from.column - 1) }
    case 'ArrowRight':
      return { ...from, column: ctrlKey ? totalColumn : Math.min(totalColumn, from.column + 1) }
    case 'Home':
      return { row: ctrlKey ? 0 : from.row, column: nameColumn }
    case 'End':
      return { row: ctrlKey ? lastRow : from.row, column: totalColumn }
    default:
      return undefined
  }
}

/**
 * The position after Tab in a day's input: the next day, then the next row's Monday; `undefined` past the
 * last.
 */
export function tabbed(from: Position, isBack: boolean, projectRows: number): Position | undefined {
  if (isBack) {
    if (from.column > firstDayColumn) return { ...from, column: from.column - 1 }
    return from.row > 0 ? { row: from.row - 1, column: lastDayColumn } : undefined
  }
  if (from.column < lastDayColumn) return { ...from, column: from.column + 1 }
  return from.row + 1 < projectRows ? { row: from.row + 1, column: firstDayColumn } : undefined
}

/** The place as near to `position` as the grid has one. */
export function clamped(position: Position, rows: number): Position {
  return {
    row: Math.min(Math.max(0, position.row), Math.max(0, rows - 1)),
    column: Math.min(Math.max(nameColumn, position.column), totalColumn),
  }
}

/** The selected columns of a row: the first, and the one after the last; equal where there are none. */
export function selectedColumns({ anchor, head }: Selection, row: number): readonly [number, number] {
  if (row < Math.min(anchor.row, head.row) || row > Math.max(anchor.row, head.row)) return [0, 0]
  return [Math.min(anchor.column, head.column), Math.max(anchor.column, head.column) + 1]
}

export function isSelected(selection: Selection, { row, column }: Position): boolean {
  const [from, until] = selectedColumns(selection, row)
  return column >= from && column < until
}

export function isDay({ column }: Position): boolean {
  return column >= firstDayColumn && column <= lastDayColumn
}
