import {
  type ClipboardEvent,
  type FocusEvent,
  type KeyboardEvent,
  type MouseEvent,
  useLayoutEffect,
  useRef,
  useState,
} from 'react'
import { gridPattern } from '../../components/grid-pattern.ts'
import { isComposing, isPrintable, isWeekKey, shortcutKey } from '../../components/keys.ts'
import { useFavourites } from '../../components/project-picker/favourites.ts'
import { useInWords, useTexts } from '../../texts/index.ts'
import type { Leaving } from './CellEditor.tsx'
import { cellsToText, layOut, selectedCells } from './clipboard.ts'
import { fillDown, fillRight } from './fill-cells.ts'
import { shownText } from './GridCell.tsx'
import { GridFoot, GridHead } from './GridHead.tsx'
import { type Cell, editableLine, type GridRow } from './grid-model.ts'
import {
  firstDayColumn,
  lastDayColumn,
  leftToRightKey,
  moved,
  nameColumn,
  type Position,
  selectedColumns,
  tabbed,
} from './movement.ts'
import { type FocusRequest, positionName, positionOf, useGridSelection } from './use-grid-selection.ts'
import type { Week } from './use-week.ts'
import { type Editing, type RowActions, WeekRow } from './WeekRow.tsx'

export interface WeekGridProps {
  readonly week: Week
  readonly labelledBy: string
  readonly today: string
  readonly isReadOnly: boolean
  /** A cell to go to; each new object is a new request. */
  readonly focusRequest: FocusRequest | undefined
  readonly onDetails: (cell: Cell) => void
  readonly onRemoveRow: (row: GridRow) => void
  readonly onSubmit: () => void
}

/**
 * The week as a grid, by the grid pattern of the ARIA Authoring Practices: one tab stop, arrows move, and a
 * cell contains an input only during editing.
 */
export function WeekGrid(props: WeekGridProps) {
  const { week, labelledBy, today, isReadOnly, focusRequest, onDetails, onRemoveRow, onSubmit } = props
  const { grid, editor } = week
  const { texts } = useTexts()
  const inWords = useInWords()
  const [editing, setEditing] = useState<Editing>()
  const { table, active, selection, select, go, keepFocus } = useGridSelection({
    grid,
    today,
    isEditing: editing !== undefined,
    focusRequest,
  })
  const [favourites, toggleFavourite] = useFavourites()
  const cellAt = ({ row, column }: Position): Cell | undefined =>
    grid.rows[row]?.cells[column - firstDayColumn]

  const beginEdit = (position: Position, typed?: string) => {
    const cell = cellAt(position)
    if (!cell) return
    if (cell.lock || isReadOnly) {
      editor.say(cell.lock ? inWords(cell.lock) : texts.week.readOnly)
      return
    }
    if (!editableLine(cell)) {
      onDetails(cell)
      return
    }
    setEditing({ seen: cell, text: typed ?? shownText(cell), selectAll: typed === undefined })
  }

  const leave = (position: Position, leaving: Leaving) => {
    setEditing(undefined)
    if (leaving === 'blur') return
    if (leaving === 'submit') {
      go(position)
      onSubmit()
      return
    }
    const next =
      leaving === 'enter'
        ? { ...position, row: Math.min(position.row + 1, grid.rows.length - 1) }
        : (tabbed(position, leaving === 'back-tab', grid.rows.length) ?? position)
    go(next)
  }

  const onKeyDown = (event: KeyboardEvent) => {
    const key = leftToRightKey(event.key, event.currentTarget.matches(':dir(rtl)'))
    if (isComposing(event) || key === 'Dead') {
      // The input method goes on in the input.
      if (isDay(active)) beginEdit(active)
      return
    }
    const ctrlKey = event.ctrlKey || event.metaKey
    const target = moved(active, { key, ctrlKey }, grid.rows.length + 1)
    const cell = cellAt(active)
    const act = actOf()
    if (!act) return
    event.preventDefault()
    event.stopPropagation()
    act()

    function actOf(): (() => void) | undefined {
      if (cell && isPrintable(event) && !isWeekKey(event)) return () => beginEdit(active, key)
      if (event.altKey) return undefined
      if (target) return () => go(target, event.shiftKey && isDay(target) && isDay(active))
      if (key === 'F2' && event.shiftKey) return () => cell && onDetails(cell)
      if (ctrlKey && shortcutKey(event) === 'a') return selectAll
      if (ctrlKey && !event.shiftKey && !isReadOnly && isDay(active)) {
        if (shortcutKey(event) === 'r') return () => editor.fill(fillRight(grid, selection))
        if (shortcutKey(event) === 'd') return () => editor.fill(fillDown(grid, selection))
      }
      if (ctrlKey) return undefined
      if (key.toLowerCase() === 'f' && active.column === nameColumn) return favour
      if (key === 'Enter' || key === 'F2') return () => beginEdit(active)
      return key === 'Delete' || key === 'Backspace' ? remove : undefined
    }
  }

  const favour = () => {
    const row = grid.rows[active.row]
    if (row) toggleFavourite(row.project)
  }

  const selectAll = () => {
    const last = { row: Math.max(0, grid.rows.length - 1), column: lastDayColumn }
    select({ anchor: { row: 0, column: firstDayColumn }, head: last })
    keepFocus()
  }

  const remove = () => {
    if (isReadOnly) return
    if (active.column === nameColumn) {
      const row = grid.rows[active.row]
      if (row === undefined) return
      keepFocus()
      onRemoveRow(row)
    } else {
      editor.clear(selectedCells(grid, selection).flat())
    }
  }

  const onCopy = (event: ClipboardEvent) => {
    const cells = selectedCells(grid, selection)
    if (cells.length === 0) return
    event.preventDefault()
    event.clipboardData.setData('text/plain', cellsToText(cells))
    if (event.type === 'cut' && !isReadOnly) editor.clear(cells.flat())
    else editor.say(texts.done.copiedCells(cells.flat().length))
  }

  const onPaste = (event: ClipboardEvent) => {
    event.preventDefault()
    if (isReadOnly || !isDay(active)) {
      editor.say(isReadOnly ? texts.week.readOnly : texts.done.pasteNeedsDay)
      return
    }
    const corner = {
      row: Math.min(selection.anchor.row, active.row),
      column: Math.min(selection.anchor.column, active.column),
    }
    const text = event.clipboardData.getData('text/plain')
    const { cells, outside } = layOut(text, grid, corner, selectedCells(grid, selection))
    editor.paste(cells, outside)
  }

  const onFocus = (event: FocusEvent<HTMLElement>) => {
    const position = positionOf(event.target)
    if (!position || positionName(position) === positionName(active)) return
    select({ anchor: position, head: position })
  }

  // Shift and a click, or drawing with the mouse, select a block of days; drawing a cell's corner fills them.
  const isFilling = useRef(false)
  const onMouseDown = (event: MouseEvent) => {
    isFilling.current = isFillHandle(event)
    if (isFilling.current) {
      event.preventDefault()
      go(active)
      return
    }
    const position = dayAt(event)
    if (!position || !event.shiftKey || !isDay(active) || editing) return
    event.preventDefault()
    go(position, true)
  }
  const onMouseOver = (event: MouseEvent) => {
    const position = dayAt(event)
    if (event.buttons !== 1 || !position || !isDay(active) || editing) return
    // A block of cells is drawn, not a stretch of text.
    getSelection()?.removeAllRanges()
    if (positionName(position) !== positionName(active)) go(position, true)
  }
  const onMouseUp = () => {
    if (!isFilling.current) return
    isFilling.current = false
    const { anchor, head } = selection
    if (anchor.column !== head.column) {
      editor.fill(fillRight(grid, { anchor, head: { ...head, row: anchor.row } }))
    } else if (anchor.row !== head.row) {
      editor.fill(fillDown(grid, selection))
    }
  }

  const latest = useRef<RowActions>(undefined)
  useLayoutEffect(() => {
    latest.current = {
      problemOf(text, { seen }) {
        const line = editableLine(seen)
        const typed = line && editor.read(text, line)
        return typed && 'refusal' in typed ? inWords(typed.refusal) : undefined
      },
      onCommit(edited, text, position, leaving) {
        editor.commit(edited.seen, text)
        leave(position, leaving)
      },
      onCancel() {
        setEditing(undefined)
        keepFocus()
      },
      onDetails,
      onRemove: onRemoveRow,
      onFavourite: toggleFavourite,
    }
  })
  const [actions] = useState<RowActions>(() => ({
    problemOf: (text, edited) => latest.current?.problemOf(text, edited),
    onCommit: (...args) => latest.current?.onCommit(...args),
    onCancel: () => latest.current?.onCancel(),
    onDetails: (cell) => latest.current?.onDetails(cell),
    onRemove: (row) => latest.current?.onRemove(row),
    onFavourite: (project) => latest.current?.onFavourite(project),
  }))

  return (
    <table
      ref={table}
      {...gridPattern(isReadOnly)}
      className="week-grid"
      aria-labelledby={labelledBy}
      onKeyDown={onKeyDown}
      onCopy={onCopy}
      onCut={onCopy}
      onPaste={onPaste}
      onFocus={onFocus}
      onMouseDown={onMouseDown}
      onMouseOver={onMouseOver}
      onMouseUp={onMouseUp}
      onDoubleClick={(event) => {
        if (isFillHandle(event)) {
          editor.fill(fillRight(grid, selection))
          return
        }
        const position = event.target instanceof Element ? positionOf(event.target) : undefined
        if (position) beginEdit(position)
      }}
    >
      <GridHead grid={grid} today={today} />
      <tbody>
        {grid.rows.map((row, index) => {
          const [from, until] = selectedColumns(selection, index)
          return (
            <WeekRow
              key={row.project}
              row={row}
              index={index}
              today={today}
              isReadOnly={isReadOnly}
              isFavourite={favourites.includes(row.project)}
              activeColumn={active.row === index ? active.column : undefined}
              selectedFrom={from}
              selectedUntil={until}
              editing={editing?.seen.project === row.project ? editing : undefined}
              actions={actions}
            />
          )
        })}
      </tbody>
      <GridFoot
        grid={grid}
        today={today}
        activeColumn={active.row === grid.rows.length ? active.column : undefined}
      />
    </table>
  )
}

function isFillHandle({ target }: MouseEvent): boolean {
  return target instanceof Element && target.matches('.fill-handle')
}

function dayAt({ target }: MouseEvent): Position | undefined {
  const position = target instanceof Element ? positionOf(target) : undefined
  return position && isDay(position) ? position : undefined
}

function isDay({ column }: Position): boolean {
  return column >= firstDayColumn && column <= lastDayColumn
}
