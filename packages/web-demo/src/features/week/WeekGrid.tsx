import { type FocusEvent, type KeyboardEvent, useLayoutEffect, useRef, useState } from 'react'
import { gridPattern } from '../../components/grid-pattern.ts'
import { isComposing, isPrintable, isWeekKey, shortcutKey } from '../../components/keys.ts'
import { useFavourites } from '../../components/project-picker/favourites.ts'
import { useInWords, useTexts } from '../../texts/index.ts'
import type { Leaving } from './CellEditor.tsx'
import { selectedCells } from './clipboard.ts'
import { fillDown, fillRight } from './fill-cells.ts'
import { shownText } from './GridCell.tsx'
import { GridFoot, GridHead } from './GridHead.tsx'
import { gridClipboard } from './grid-clipboard.ts'
import { type Cell, editableLine, type GridRow } from './grid-model.ts'
import {
  firstDayColumn,
  isDay,
  lastDayColumn,
  leftToRightKey,
  moved,
  nameColumn,
  type Position,
  selectedColumns,
  tabbed,
} from './movement.ts'
import { useGridMouse } from './use-grid-mouse.ts'
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
  const isEditing = editing !== undefined
  const selected = useGridSelection({ grid, today, isEditing, focusRequest })
  const { table, active, selection, select, go, keepFocus } = selected
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

  const onFocus = (event: FocusEvent<HTMLElement>) => {
    const position = positionOf(event.target)
    if (!position || positionName(position) === positionName(active)) return
    select({ anchor: position, head: position })
  }

  const clipboard = gridClipboard({ week, selected, isReadOnly, texts })
  const mouse = useGridMouse({ week, selected, isEditing, onEdit: beginEdit })

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
      onFocus={onFocus}
      {...clipboard}
      {...mouse}
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
