import { type MouseEvent, useRef } from 'react'
import { fillDown, fillRight } from './fill-cells.ts'
import { isDay, type Position } from './movement.ts'
import { type GridSelection, positionName, positionOf } from './use-grid-selection.ts'
import type { Week } from './use-week.ts'

interface GridMouseOptions {
  readonly week: Pick<Week, 'grid' | 'editor'>
  readonly selected: Pick<GridSelection, 'active' | 'selection' | 'go'>
  readonly isEditing: boolean
  readonly onEdit: (position: Position) => void
}

/**
 * The handlers of the mouse on a grid. Shift and a click, or drawing, select days. Drawing a cell's
 * corner fills them, and a double click on it fills the row.
 */
export function useGridMouse({ week: { grid, editor }, selected, isEditing, onEdit }: GridMouseOptions) {
  const { active, selection, go } = selected
  const isFilling = useRef(false)
  return {
    onMouseDown(event: MouseEvent) {
      isFilling.current = isFillHandle(event)
      if (isFilling.current) {
        event.preventDefault()
        go(active)
        return
      }
      const position = dayAt(event)
      if (!position || !event.shiftKey || !isDay(active) || isEditing) return
      event.preventDefault()
      go(position, true)
    },
    onMouseOver(event: MouseEvent) {
      const position = dayAt(event)
      if (event.buttons !== 1 || !position || !isDay(active) || isEditing) return
      // A block of cells is drawn, not a stretch of text.
      getSelection()?.removeAllRanges()
      if (positionName(position) !== positionName(active)) go(position, true)
    },
    onMouseUp() {
      if (!isFilling.current) return
      isFilling.current = false
      const { anchor, head } = selection
      if (anchor.column !== head.column) {
        editor.fill(fillRight(grid, { anchor, head: { ...head, row: anchor.row } }))
      } else if (anchor.row !== head.row) {
        editor.fill(fillDown(grid, selection))
      }
    },
    onDoubleClick(event: MouseEvent) {
      if (isFillHandle(event)) {
        editor.fill(fillRight(grid, selection))
        return
      }
      const position = event.target instanceof Element ? positionOf(event.target) : undefined
      if (position) onEdit(position)
    },
  }
}

function isFillHandle({ target }: MouseEvent): boolean {
  return target instanceof Element && target.matches('.fill-handle')
}

function dayAt({ target }: MouseEvent): Position | undefined {
  const position = target instanceof Element ? positionOf(target) : undefined
  return position && isDay(position) ? position : undefined
}
