import {
  type ClipboardEvent,
  type FocusEvent,
  type KeyboardEvent,
  useLayoutEffect,
  useRef,
  useState,
} from 'react'
import { useFormats, useTexts } from '../texts/index.ts'
import { useInWords } from '../texts/use-in-words.ts'
import { cellsToText, layOut, selectedCells } from '../week/clipboard.ts'
import { formatMinutes } from '../week/format-minutes.ts'
import { type Cell, editableLine, type GridRow } from '../week/grid-model.ts'
import {
  clamped,
  firstDayColumn,
  isSelected,
  lastDayColumn,
  moved,
  nameColumn,
  type Position,
  type Selection,
  tabbed,
  totalColumn,
} from '../week/movement.ts'
import type { Week } from '../week/use-week.ts'
import type { Leaving } from './CellEditor.tsx'
import { GridCell, shownText } from './GridCell.tsx'
import { GridHead } from './GridHead.tsx'
import { gridPattern } from './grid-pattern.ts'
import { ProjectHeader } from './ProjectHeader.tsx'
import { isWeekKey } from './single-keys.ts'
import { isComposing, isPrintable } from './typing.ts'

export interface FocusRequest {
  readonly project: string
  readonly date: string | undefined
}

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

interface Editing {
  /** The cell as it was when editing began: what a change is held against, wherever its row is by then. */
  readonly seen: Cell
  readonly text: string
  readonly selectAll: boolean
}

/**
 * The week as a grid, by the grid pattern of the ARIA Authoring Practices: one tab stop, arrows move, an input only while
 * a cell is edited.
 */
export function WeekGrid(props: WeekGridProps) {
  const { week, labelledBy, today, isReadOnly, focusRequest, onDetails, onRemoveRow, onSubmit } = props
  const { grid, editor } = week
  const { texts } = useTexts()
  const inWords = useInWords()
  const formats = useFormats()
  const table = useRef<HTMLTableElement>(null)
  const rows = grid.rows.length + 1
  const start: Position = { row: 0, column: Math.max(0, grid.dates.indexOf(today)) + firstDayColumn }
  const [selection, setSelection] = useState<Selection>({ anchor: start, head: start })
  const [editing, setEditing] = useState<Editing>()
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
    if (!shouldFocus.current || editing) return
    shouldFocus.current = false
    table.current?.querySelector<HTMLElement>(`[data-position="${name(active)}"]`)?.focus()
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

  const cellAt = ({ row, column }: Position): Cell | undefined =>
    grid.rows[row]?.cells[column - firstDayColumn]

  const go = (position: Position, extend = false) => {
    shouldFocus.current = true
    setSelection(extend ? { anchor: selection.anchor, head: position } : { anchor: position, head: position })
  }

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
    const { key } = event
    if (isComposing(event) || key === 'Dead') {
      // The input method goes on in the input.
      if (isDay(active)) beginEdit(active)
      return
    }
    const ctrlKey = event.ctrlKey || event.metaKey
    const target = moved(active, { key, ctrlKey }, rows)
    const cell = cellAt(active)
    const act = actOf()
    if (!act) return
    event.preventDefault()
    event.stopPropagation()
    act()

    function actOf(): (() => void) | undefined {
      if (cell && isPrintable(event) && !isWeekKey(key)) return () => beginEdit(active, key)
      if (event.altKey) return undefined
      if (target) return () => go(target, event.shiftKey && isDay(target) && isDay(active))
      if (key === 'F2' && event.shiftKey) return () => cell && onDetails(cell)
      if (ctrlKey && key.toLowerCase() === 'a') return selectAll
      if (ctrlKey) return undefined
      if (key === 'Enter' || key === 'F2') return () => beginEdit(active)
      return key === 'Delete' || key === 'Backspace' ? remove : undefined
    }
  }

  const selectAll = () => {
    const last = { row: Math.max(0, grid.rows.length - 1), column: lastDayColumn }
    setSelection({ anchor: { row: 0, column: firstDayColumn }, head: last })
    shouldFocus.current = true
  }

  const remove = () => {
    if (isReadOnly) return
    if (active.column === nameColumn) {
      const row = grid.rows[active.row]
      if (row === undefined) return
      shouldFocus.current = true
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
    if (isReadOnly || !isDay(active)) return
    event.preventDefault()
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
    if (!position || name(position) === name(active)) return
    setSelection({ anchor: position, head: position })
  }

  const focusable = (position: Position) => ({
    'data-position': name(position),
    tabIndex: name(position) === name(active) ? 0 : -1,
  })

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
      onDoubleClick={(event) => {
        const position = event.target instanceof Element ? positionOf(event.target) : undefined
        if (position) beginEdit(position)
      }}
    >
      <GridHead grid={grid} today={today} />
      <tbody>
        {grid.rows.map((row, rowIndex) => (
          <tr key={row.project}>
            <ProjectHeader
              project={row.project}
              isRemovable={!isReadOnly && !row.cells.every((cell) => cell.lock)}
              onRemove={() => onRemoveRow(row)}
              {...focusable({ row: rowIndex, column: nameColumn })}
            />
            {row.cells.map((cell, day) => {
              const position = { row: rowIndex, column: day + firstDayColumn }
              const isEdited = editing?.seen.project === row.project && editing.seen.date === cell.date
              const line = isEdited ? editableLine(editing.seen) : undefined
              const dayName = formats.dayLong(cell.date)
              return (
                <GridCell
                  key={cell.date}
                  cell={cell}
                  position={name(position)}
                  day={dayName}
                  isActive={name(position) === name(active)}
                  isSelected={isSelected(selection, position)}
                  isToday={cell.date === today}
                  isReadOnly={isReadOnly}
                  onDetails={onDetails}
                  edit={
                    isEdited && line
                      ? {
                          label: texts.week.hoursLabel(row.project, dayName),
                          initialText: editing.text,
                          selectAll: editing.selectAll,
                          problemOf: (text) => {
                            const typed = editor.read(text, line)
                            return 'refusal' in typed ? inWords(typed.refusal) : undefined
                          },
                          onCommit: (text, leaving) => {
                            editor.commit(editing.seen, text)
                            leave(position, leaving)
                          },
                          onCancel: () => {
                            setEditing(undefined)
                            shouldFocus.current = true
                          },
                        }
                      : undefined
                  }
                />
              )
            })}
            <td
              className={row.minutes === 0 ? 'total is-nothing' : 'total'}
              {...focusable({ row: rowIndex, column: totalColumn })}
            >
              {formatMinutes(row.minutes)}
            </td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row" {...focusable({ row: grid.rows.length, column: nameColumn })}>
            {texts.week.total}
          </th>
          {grid.dayMinutes.map((minutes, day) => (
            <td
              key={grid.dates[day]}
              className={['total', grid.dates[day] === today && 'is-today', minutes === 0 && 'is-nothing']
                .filter(Boolean)
                .join(' ')}
              {...focusable({ row: grid.rows.length, column: day + firstDayColumn })}
            >
              {formatMinutes(minutes)}
            </td>
          ))}
          <td className="total week-total" {...focusable({ row: grid.rows.length, column: totalColumn })}>
            <span aria-hidden="true">{formatMinutes(grid.minutes)}</span>
            <span className="visually-hidden">
              {grid.expectedMinutes === null
                ? formatMinutes(grid.minutes)
                : texts.week.ofLabel(grid.minutes, grid.expectedMinutes)}
            </span>
          </td>
        </tr>
      </tfoot>
    </table>
  )
}

function name({ row, column }: Position): string {
  return `${row}-${column}`
}

function positionOf(element: Element): Position | undefined {
  const text = element.closest('[data-position]')?.getAttribute('data-position')
  const [row, column] = (text ?? '').split('-').map(Number)
  return row === undefined || column === undefined || text == null ? undefined : { row, column }
}

function isDay({ column }: Position): boolean {
  return column >= firstDayColumn && column <= lastDayColumn
}
