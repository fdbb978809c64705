import { memo } from 'react'
import { weekOf } from 'timesheets-sdk/model'
import { Link } from 'wouter'
import { ProjectName } from '../../components/ProjectName.tsx'
import { projectColor } from '../../components/project-color.ts'
import { SaidText } from '../../components/SaidText.tsx'
import { StatusBadge } from '../../components/table-parts.tsx'
import { placeOf, type RowPlace } from '../../components/WindowedRows.tsx'
import { weekPath } from '../../components/week-names.ts'
import { minutesOf } from '../../saving/content.ts'
import { formatMinutes } from '../../texts/formats.ts'
import { useFormats } from '../../texts/index.ts'
import type { EntryRow as Row } from './entry-rows.ts'
import { useEntriesTexts } from './texts.ts'

interface EntryRowProps {
  readonly row: Row
  readonly index: number
  readonly rowRef: RowPlace['ref']
  readonly isSelected: boolean
  /** The same function at each render. */
  readonly onToggle: (id: string, isRange: boolean) => void
}

/** An entry. Hundreds stand below each other: one renders again if it changes itself. */
export const EntryRow = memo(
  function EntryRow({ row, index, rowRef, isSelected, onToggle }: EntryRowProps) {
    const texts = useEntriesTexts()
    const formats = useFormats()
    const { entry, project, content, isDeleted, state } = row
    const minutes = minutesOf(content)
    const classes = ['entry-row', isDeleted && 'is-deleted', state === 'held' && 'is-held']
    return (
      <tr {...placeOf(index, rowRef)} className={classes.filter(Boolean).join(' ')}>
        <td className="check-cell">
          <input
            type="checkbox"
            aria-label={texts.select(formats.dayMedium(entry.date), project, minutes)}
            checked={isSelected}
            disabled={state === 'held'}
            onChange={({ nativeEvent }) =>
              onToggle(entry.id, nativeEvent instanceof MouseEvent && nativeEvent.shiftKey)
            }
          />
        </td>
        <td className="date">
          <Link href={weekPath(weekOf(entry.date))}>{formats.dayMedium(entry.date)}</Link>
        </td>
        <td>
          <span className="with-dot">
            <span className={`dot ${projectColor(project)}`} aria-hidden="true" />
            <ProjectName code={project} />
          </span>
          <RowState row={row} />
        </td>
        <td className="number">{formatMinutes(minutes)}</td>
        <td className="note" dir="auto">
          {content.note}
        </td>
        <td>{content.billable ? texts.yes : texts.no}</td>
        <td>
          <StatusBadge status={entry.status} />
        </td>
      </tr>
    )
  },
  (a, b) =>
    a.isSelected === b.isSelected &&
    a.onToggle === b.onToggle &&
    a.index === b.index &&
    a.rowRef === b.rowRef &&
    isSameRow(a.row, b.row),
)

function RowState({ row: { state, line, isDeleted } }: { row: Row }) {
  const { states } = useEntriesTexts()
  if (state === undefined) return null
  if (state === 'held') {
    return <p className="row-state">{isDeleted ? states.held.delete : states.held.change}</p>
  }
  const isProblem = state === 'refused' || state === 'conflict'
  return (
    <p className={isProblem ? 'row-state is-problem' : 'row-state'}>
      {states[state]} {state === 'refused' && line?.refusal && <SaidText said={line.refusal} />}
    </p>
  )
}

// Rows are made again whenever one of them changes; what they are made of stays the same object.
function isSameRow(a: Row, b: Row): boolean {
  return (
    a.entry === b.entry &&
    a.line === b.line &&
    a.state === b.state &&
    a.project === b.project &&
    a.isDeleted === b.isDeleted &&
    a.content.note === b.content.note &&
    a.content.billable === b.content.billable &&
    a.content.hours === b.content.hours
  )
}
