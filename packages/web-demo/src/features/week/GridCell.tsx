import { type MouseEvent, memo, useId } from 'react'
import { gridCellPattern } from '../../components/grid-pattern.ts'
import { Icon } from '../../components/Icon.tsx'
import { formatMinutes } from '../../texts/formats.ts'
import { type Texts, useInWords, useTexts } from '../../texts/index.ts'
import type { Said } from '../../texts/said.ts'
import { CellEditor, type CellEditorProps } from './CellEditor.tsx'
import { type Cell, cellStatus } from './grid-model.ts'

export interface GridCellProps {
  readonly cell: Cell
  readonly position: string
  /** `Wednesday, 25 November` */
  readonly day: string
  readonly isActive: boolean
  readonly isSelected: boolean
  readonly isToday: boolean
  readonly isReadOnly: boolean
  /** While it is edited. */
  readonly edit: CellEditorProps | undefined
  readonly onDetails: (cell: Cell) => void
}

/** A project on a day: its hours, how their saving stands, and why it can't be changed, if so. */
export const GridCell = memo(function GridCell(props: GridCellProps) {
  const { cell, position, day, isActive, isSelected, isToday, isReadOnly, edit, onDetails } = props
  const { texts } = useTexts()
  const hintId = useId()
  const status = cellStatus(cell)
  const hint = hintOf(cell, texts, useInWords())
  // A problem is shown beside the cell. The reason for a lock is above the grid already, so it is for screen
  // readers only.
  const isProblem = status === 'refused' || status === 'conflict'
  const isFixed = isReadOnly || cell.lock !== undefined
  const classes = [
    'cell',
    isToday && 'is-today',
    isSelected && 'is-selected',
    isActive && 'is-active',
    cell.lock && 'is-locked',
    status && `is-${status}`,
  ]
  const openDetails = (event: MouseEvent) => {
    event.stopPropagation()
    onDetails(cell)
  }
  return (
    <td
      {...gridCellPattern(isFixed, isSelected)}
      className={classes.filter(Boolean).join(' ')}
      data-position={position}
      tabIndex={isActive && !edit ? 0 : -1}
      aria-invalid={status === 'refused' ? true : undefined}
      aria-describedby={hint ? hintId : undefined}
    >
      {edit ? (
        <CellEditor {...edit} />
      ) : (
        <>
          <span className="cell-text">{shownText(cell)}</span>
          <CellMarks cell={cell} />
          {hint && (
            <span id={hintId} className={isProblem ? 'hint hint-error' : 'visually-hidden'}>
              {hint}
            </span>
          )}
          {isActive && !isFixed && cell.minutes > 0 && (
            <span className="fill-handle" aria-hidden="true" title={texts.week.fill} />
          )}
          {cell.lines.length > 0 && (
            <button
              type="button"
              tabIndex={-1}
              className="cell-details"
              aria-label={texts.week.details(cell.project, day)}
              onClick={openDetails}
            >
              <Icon name="note" />
            </button>
          )}
        </>
      )}
    </td>
  )
})

/**
 * The state that the hours do not show: saving, notes, several entries. In shapes and words, not in colour
 * alone.
 */
function CellMarks({ cell }: { cell: Cell }) {
  const { texts } = useTexts()
  const status = cellStatus(cell)
  const hasNote = cell.lines.some((line) => line.content?.note)
  const isFree = cell.lines.some((line) => line.content && !line.content.billable)
  const words = [
    cell.minutes === 0 && status === undefined && texts.week.emptyCell,
    cell.lines.length > 1 && texts.week.entriesInCell(cell.lines.length),
    hasNote && texts.week.hasNote,
    isFree && texts.week.notBillable,
    status && texts.cell[status],
    cell.lock && texts.week.lockedDay,
  ].filter(Boolean)
  return (
    <>
      {cell.lines.length > 1 && (
        <span className="mark-several" aria-hidden="true">
          {cell.lines.length}×
        </span>
      )}
      <span className="marks" aria-hidden="true">
        {isFree && <span className="mark-free" />}
        {hasNote && <span className="mark-note" />}
      </span>
      {status && (
        <span className={`mark-status mark-${status}`} aria-hidden="true">
          {status === 'saved' && <Icon name="check" />}
          {(status === 'refused' || status === 'conflict') && <Icon name="alert" />}
        </span>
      )}
      {words.length > 0 && <span className="visually-hidden">{words.join(', ')}</span>}
    </>
  )
}

/** The hours as the cell echoes them, or what was typed where it can't be stored. */
export function shownText(cell: Cell): string {
  const typed = cell.lines.find((line) => line.typed !== undefined)?.typed
  if (typed !== undefined) return typed
  return cell.minutes === 0 ? '' : formatMinutes(cell.minutes)
}

function hintOf(cell: Cell, texts: Texts, inWords: (said: Said) => string): string | undefined {
  const refusal = cell.lines.find((line) => line.refusal)?.refusal
  if (refusal) return inWords(refusal)
  if (cell.lines.some((line) => line.status === 'conflict')) return texts.problems.conflictTitle
  if (cell.lock) return inWords(cell.lock)
  return cell.lines.length > 1 ? texts.cell.several : undefined
}
