import { memo } from 'react'
import { formatMinutes } from '../../texts/formats.ts'
import { useFormats, useTexts } from '../../texts/index.ts'
import type { Leaving } from './CellEditor.tsx'
import { GridCell } from './GridCell.tsx'
import { type Cell, editableLine, type GridRow } from './grid-model.ts'
import { firstDayColumn, nameColumn, type Position, totalColumn } from './movement.ts'
import { ProjectHeader } from './ProjectHeader.tsx'
import { focusable, positionName } from './use-grid-selection.ts'

/** A cell during editing. */
export interface Editing {
  /** The cell as it was when editing began: what a change is held against, wherever its row is by then. */
  readonly seen: Cell
  readonly text: string
  readonly selectAll: boolean
}

/** The actions of a row: the same object at each render, so that rows do not render again. */
export interface RowActions {
  /** Why a text of the edited cell can't be stored, in words. */
  problemOf(text: string, editing: Editing): string | undefined
  onCommit(editing: Editing, text: string, position: Position, leaving: Leaving): void
  onCancel(): void
  onDetails(cell: Cell): void
  onRemove(row: GridRow): void
  onFavourite(project: string): void
}

interface WeekRowProps {
  readonly row: GridRow
  readonly index: number
  readonly today: string
  readonly isReadOnly: boolean
  readonly isFavourite: boolean
  /** The column of the one cell that can have the focus, if it is in this row. */
  readonly activeColumn: number | undefined
  /** The selected columns, from the first to before the last; equal: none. */
  readonly selectedFrom: number
  readonly selectedUntil: number
  readonly editing: Editing | undefined
  readonly actions: RowActions
}

/** A project with its seven days. It renders again only if it changes itself: there may be forty. */
export const WeekRow = memo(function WeekRow(props: WeekRowProps) {
  const { row, index, today, isReadOnly, isFavourite, activeColumn, editing, actions } = props
  const { texts } = useTexts()
  const formats = useFormats()
  const place = (column: number) => focusable({ row: index, column }, column === activeColumn)
  return (
    <tr>
      <ProjectHeader
        project={row.project}
        isRemovable={!isReadOnly && !row.cells.every((cell) => cell.lock)}
        onRemove={() => actions.onRemove(row)}
        isFavourite={isFavourite}
        onFavourite={() => actions.onFavourite(row.project)}
        {...place(nameColumn)}
      />
      {row.cells.map((cell, day) => {
        const column = day + firstDayColumn
        const position = { row: index, column }
        const isEdited = editing?.seen.date === cell.date && editableLine(editing.seen) !== undefined
        const dayName = formats.dayLong(cell.date)
        return (
          <GridCell
            key={cell.date}
            cell={cell}
            position={positionName(position)}
            day={dayName}
            isActive={column === activeColumn}
            isSelected={column >= props.selectedFrom && column < props.selectedUntil}
            isToday={cell.date === today}
            isReadOnly={isReadOnly}
            onDetails={actions.onDetails}
            edit={
              isEdited
                ? {
                    label: texts.week.hoursLabel(row.project, dayName),
                    initialText: editing.text,
                    selectAll: editing.selectAll,
                    problemOf: (text) => actions.problemOf(text, editing),
                    onCommit: (text, leaving) => actions.onCommit(editing, text, position, leaving),
                    onCancel: () => actions.onCancel(),
                  }
                : undefined
            }
          />
        )
      })}
      <td className={row.minutes === 0 ? 'total is-nothing' : 'total'} {...place(totalColumn)}>
        {formatMinutes(row.minutes)}
      </td>
    </tr>
  )
})
