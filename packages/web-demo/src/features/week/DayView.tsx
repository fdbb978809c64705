import { useEffect, useRef, useState } from 'react'
import { Icon } from '../../components/Icon.tsx'
import { isComposing } from '../../components/keys.ts'
import { ProjectName } from '../../components/ProjectName.tsx'
import { projectColor } from '../../components/project-color.ts'
import { SaidText } from '../../components/SaidText.tsx'
import { formatMinutes } from '../../texts/formats.ts'
import { useFormats, useTexts } from '../../texts/index.ts'
import { expectationText } from './expected-day.ts'
import { fillDay } from './fill-cells.ts'
import { shownText } from './GridCell.tsx'
import { type Cell, cellStatus, editableLine } from './grid-model.ts'
import { isUnfinished } from './judge-text.ts'
import type { Week } from './use-week.ts'
import './day.css'

interface DayViewProps {
  readonly week: Week
  readonly today: string
  readonly isReadOnly: boolean
  readonly onDetails: (cell: Cell) => void
  readonly onSubmit: () => void
}

/** The week on a narrow screen: a strip of seven days, and one of them as a list of plain inputs. */
export function DayView({ week, today, isReadOnly, onDetails, onSubmit }: DayViewProps) {
  const { grid, editor } = week
  const { texts } = useTexts()
  const formats = useFormats()
  const [chosen, setChosen] = useState(Math.max(0, grid.dates.indexOf(today)))
  const date = grid.dates[chosen] ?? today
  const lock = grid.dayLocks[chosen]
  const expectation = expectationText(grid.expectedDays[chosen], texts)
  const isOpen = !isReadOnly && !lock && grid.dayMinutes[chosen] === 0
  const copied = grid.dayMinutes.findLastIndex((minutes, day) => day < chosen && minutes > 0)
  return (
    <div className="day-view">
      <div className="day-strip">
        {grid.dates.map((one, day) => (
          <button
            key={one}
            type="button"
            aria-pressed={day === chosen}
            aria-current={one === today ? 'date' : undefined}
            className={one === today ? 'day-tab is-today' : 'day-tab'}
            onClick={() => setChosen(day)}
          >
            <span className="visually-hidden">{formats.dayLong(one)}, </span>
            <span aria-hidden="true" className="day-tab-name">
              {formats.weekdayShort(one)}
            </span>
            <span aria-hidden="true" className="day-tab-date">
              {formats.dayOfMonth(one)}
            </span>
            <span className="day-tab-hours">{formatMinutes(grid.dayMinutes[day] ?? 0)}</span>
          </button>
        ))}
      </div>
      <h2 className="day-title">
        {formats.dayLong(date)}
        <span className="day-total">{formatMinutes(grid.dayMinutes[chosen] ?? 0)}</span>
      </h2>
      {expectation && <p className="day-expected">{expectation}</p>}
      {/* If all days are locked, the week's notice says why. */}
      {lock && grid.dayLocks.some((one) => one === undefined) && (
        <p className="notice">
          <Icon name="lock" />
          <span>
            {texts.week.lockedNotice(formats.weekdayLong(date))} <SaidText said={lock} />
          </span>
        </p>
      )}
      {isOpen && copied >= 0 && (
        <p className="day-copy">
          <button type="button" onClick={() => editor.fill(fillDay(grid, copied, chosen))}>
            <Icon name="copy" />
            {texts.week.copyDay(formats.weekdayLong(grid.dates[copied] ?? today))}
          </button>
        </p>
      )}
      <ul className="day-list">
        {grid.rows.map((row) => {
          const cell = row.cells[chosen]
          return (
            cell && (
              <li key={`${row.project} ${date}`}>
                <DayRow
                  cell={cell}
                  week={week}
                  isReadOnly={isReadOnly}
                  onDetails={onDetails}
                  onSubmit={onSubmit}
                />
              </li>
            )
          )
        })}
      </ul>
    </div>
  )
}

function DayRow(props: Omit<DayViewProps, 'today'> & { cell: Cell }) {
  const { cell, week, isReadOnly, onDetails, onSubmit } = props
  const { editor } = week
  const { texts } = useTexts()
  const formats = useFormats()
  // The cell as it was when typing began: a change is compared with it.
  const [edit, setEdit] = useState<{ readonly seen: Cell; readonly typed: string }>()
  const input = useRef<HTMLInputElement>(null)
  const typed = edit?.typed
  const line = editableLine(edit?.seen ?? cell)
  const isFixed = isReadOnly || cell.lock !== undefined || line === undefined
  const status = cellStatus(cell)
  const judged = typed === undefined || !line || isUnfinished(typed) ? undefined : editor.read(typed, line)
  const problem =
    judged && 'refusal' in judged ? judged.refusal : cell.lines.find((one) => one.refusal)?.refusal
  const inputId = `hours-${cell.date}-${cell.project}`
  const commit = () => {
    if (edit) editor.commit(edit.seen, edit.typed)
    setEdit(undefined)
  }
  const typeColon = () => {
    const element = input.current
    if (!element) return
    element.setRangeText(':', element.selectionStart ?? 0, element.selectionEnd ?? 0, 'end')
    setEdit({ seen: edit?.seen ?? cell, typed: element.value })
  }
  const latestCommit = useRef(commit)
  latestCommit.current = commit
  useEffect(() => {
    // The page unloads or shows another day: the queue keeps the typed text.
    const keep = () => latestCommit.current()
    window.addEventListener('pagehide', keep)
    return () => {
      window.removeEventListener('pagehide', keep)
      keep()
    }
  }, [])
  return (
    <>
      <label htmlFor={inputId} className="day-project">
        <span className={`dot ${projectColor(cell.project)}`} aria-hidden="true" />
        <ProjectName code={cell.project} />
        <span className="visually-hidden">, {texts.details.hours}</span>
      </label>
      <span className={status ? `day-status is-${status}` : 'day-status'}>
        {status && texts.cell[status]}
      </span>
      <span className="day-field">
        <input
          ref={input}
          id={inputId}
          className="day-input"
          inputMode="decimal"
          autoComplete="off"
          placeholder="0:00"
          readOnly={isFixed}
          value={typed ?? shownText(cell)}
          aria-invalid={problem !== undefined}
          aria-describedby={problem ? `${inputId}-problem` : undefined}
          onChange={(event) => setEdit({ seen: edit?.seen ?? cell, typed: event.target.value })}
          onBlur={commit}
          onKeyDown={(event) => {
            if (isComposing(event)) return
            if (event.key === 'Enter') commit()
            if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) onSubmit()
            if (event.key === 'Escape') setEdit(undefined)
          }}
        />
        {!isFixed && (
          <button
            type="button"
            className="day-colon"
            tabIndex={-1}
            aria-label={texts.week.typeColon}
            // The input keeps the focus, and the phone its keyboard.
            onMouseDown={(event) => event.preventDefault()}
            onClick={typeColon}
          >
            :
          </button>
        )}
      </span>
      <button
        type="button"
        className="icon-button"
        aria-label={texts.week.details(cell.project, formats.dayLong(cell.date))}
        onClick={() => onDetails(cell)}
      >
        <Icon name="note" />
      </button>
      {problem && (
        <p id={`${inputId}-problem`} className="field-problem" aria-live="polite">
          <SaidText said={problem} />
        </p>
      )}
    </>
  )
}
