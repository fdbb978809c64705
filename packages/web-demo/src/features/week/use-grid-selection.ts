import { type RefObject, useLayoutEffect, useRef, useState } from 'react'
import type { WeekGrid } from './grid-model.ts'
import { clamped, firstDayColumn, type Position, type Selection } from './movement.ts'

export interface FocusRequest {
  readonly project: string
  readonly date: string | undefined
}

interface GridSelectionOptions {
  readonly grid: WeekGrid
  readonly today: string
  readonly isEditing: boolean
  readonly focusRequest: FocusRequest | undefined
}

export interface GridSelection {
  readonly table: RefObject<HTMLTableElement | null>
  /** The one cell that can have the focus. */
  readonly active: Position
  readonly selection: Selection
  select(selection: Selection): void
  /** Moves the focus; `extend`: the selection grows up to there. */
  go(position: Position, extend?: boolean): void
  /** Returns the focus to the active cell after the next render. */
  keepFocus(): void
}

/** The selected cells of a grid and its focus, which stay with their projects when rows come and go. */
export function useGridSelection(options: GridSelectionOptions): GridSelection {
  const { grid, today, isEditing, focusRequest } = options
  const table = useRef<HTMLTableElement>(null)
  const rows = grid.rows.length + 1
  const start: Position = { row: 0, column: Math.max(0, grid.dates.indexOf(today)) + firstDayColumn }
  const [selection, setSelection] = useState<Selection>({ anchor: start, head: start })
  // The focus follows the selection only after an act of the person: never when the page has just come.
  const shouldFocus = useRef(false)
  const active = clamped(selection.head, rows)

  // Rows come and go when the week is read again: what is selected stays with its project.
  const projects = grid.rows.map((row) => row.project)
  const [selectedAmong, setSelectedAmong] = useState(projects)
  if (projects.join('\n') !== selectedAmong.join('\n')) {
    const follow = (position: Position): Position => {
      const isTotals = selectedAmong.length > 0 && position.row >= selectedAmong.length
      const row = isTotals ? projects.length : projects.indexOf(selectedAmong[position.row] ?? '')
      return row < 0 ? position : { ...position, row }
    }
    setSelectedAmong(projects)
    setSelection({ anchor: follow(selection.anchor), head: follow(selection.head) })
  }

  useLayoutEffect(() => {
    if (!shouldFocus.current || isEditing) return
    shouldFocus.current = false
    table.current?.querySelector<HTMLElement>(`[data-position="${positionName(active)}"]`)?.focus()
  })

  const [servedRequest, setServedRequest] = useState(focusRequest)
  if (focusRequest !== servedRequest) {
    const row = grid.rows.findIndex((one) => one.project === focusRequest?.project)
    if (row >= 0) {
      setServedRequest(focusRequest)
      const day = focusRequest?.date === undefined ? -1 : grid.dates.indexOf(focusRequest.date)
      const place = { row, column: day < 0 ? start.column : day + firstDayColumn }
      setSelection({ anchor: place, head: place })
      shouldFocus.current = true
    }
  }

  const keepFocus = () => {
    shouldFocus.current = true
  }
  return {
    table,
    active,
    selection,
    select: setSelection,
    keepFocus,
    go(position, extend = false) {
      keepFocus()
      setSelection({ anchor: extend ? selection.anchor : position, head: position })
    },
  }
}

/** The attributes that make a cell of the grid focusable; `isActive`: it is the one tab stop. */
export function focusable(position: Position, isActive: boolean) {
  return { 'data-position': positionName(position), tabIndex: isActive ? 0 : -1 }
}

export function positionName({ row, column }: Position): string {
  return `${row}-${column}`
}

/** The position of the cell that contains an element. */
export function positionOf(element: Element): Position | undefined {
  const text = element.closest('[data-position]')?.getAttribute('data-position')
  const [row, column] = (text ?? '').split('-').map(Number)
  return row === undefined || column === undefined || text == null ? undefined : { row, column }
}
