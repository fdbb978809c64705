import { useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { useHistoryState } from 'wouter/use-browser-location'
import { useCaller, useClient } from '../../api/context.ts'
import { weekEntriesQuery } from '../../api/queries.ts'
import { usePageKeys } from '../../components/keys.ts'
import { late, useLoadedAhead } from '../../components/late.tsx'
import { PickProject, ProjectPicker } from '../../components/project-picker/PickProject.tsx'
import { useMedia } from '../../components/use-browser.ts'
import type { WeekCommandState } from '../../components/week-command.ts'
import { weekAfter } from '../../components/week-names.ts'
import { ProblemList } from '../../saving/ProblemList.tsx'
import { StatusLine } from '../../saving/StatusLine.tsx'
import { useFailureWords, useTexts } from '../../texts/index.ts'
import type { ProposalState } from '../../timer/propose-entry.ts'
import type { CopySource } from './copy-week.ts'
import { DayView } from './DayView.tsx'
import { EmptyWeek } from './EmptyWeek.tsx'
import { type Cell, findCell, type GridRow } from './grid-model.ts'
import { SubmitBar } from './SubmitBar.tsx'
import type { FocusRequest } from './use-grid-selection.ts'
import type { Week } from './use-week.ts'
import { useWeekLife } from './use-week-life.ts'
import { WeekBanner } from './WeekBanner.tsx'
import { WeekGrid } from './WeekGrid.tsx'
import { WeekNotices } from './WeekNotices.tsx'
import { WeekToolbar } from './WeekToolbar.tsx'
import { hasTemplate, keepTemplate, templateIn } from './week-template.ts'

// Not needed first, or not on every screen: loaded when they are shown.
const WeekHistory = late(async () => (await import('../history/index.ts')).WeekHistory)
const DetailsDialog = late(async () => (await import('./DetailsDialog.tsx')).DetailsDialog)
const TimerProposal = late(async () => (await import('./TimerProposal.tsx')).TimerProposal)
const WeekCommand = late(async () => (await import('./WeekCommand.tsx')).WeekCommand)
const RemoveRowDialog = late(async () => (await import('./RemoveRowDialog.tsx')).RemoveRowDialog)

/** Parts that a person may open while the network is away. */
const likelyParts = [DetailsDialog, RemoveRowDialog, ProjectPicker]

interface WeekBodyProps {
  readonly name: string
  readonly week: Week
  readonly today: string
  readonly titleId: string
  readonly onKeys: () => void
}

/** The week once it is loaded: grid or day list, and everything that acts on it. */
export function WeekBody({ name, week, today, titleId, onKeys }: WeekBodyProps) {
  const { grid, editor, notice } = week
  const { texts } = useTexts()
  const inFailureWords = useFailureWords()
  const client = useClient()
  const queries = useQueryClient()
  const { userId, may } = useCaller()
  const isReadOnly = !may('create:timesheets')
  const isLocked = grid.dayLocks.every((lock) => lock !== undefined)
  const canEdit = !isReadOnly && !isLocked
  const life = useWeekLife(week)
  useLoadedAhead(likelyParts)
  // The link or command that led here may have asked for something.
  const asked = useHistoryState<(WeekCommandState & ProposalState) | null>()
  const isNarrow = useMedia('(max-width: 44rem)')
  const [isPicking, setPicking] = useState(false)
  const [isShowingHistory, setShowingHistory] = useState(false)
  const [details, setDetails] = useState<Cell>()
  const [removing, setRemoving] = useState<GridRow>()
  const [focusRequest, setFocusRequest] = useState<FocusRequest>()

  // On cancel, the focus returns to where it was. An empty week's own button is gone by then.
  const opener = useRef<Element>(null)
  const addButton = useRef<HTMLButtonElement>(null)
  const beginPicking = () => {
    opener.current = document.activeElement
    setPicking(true)
  }
  const cancelPicking = () => {
    setPicking(false)
    const { current } = opener
    if (current instanceof HTMLElement && current.isConnected) current.focus()
    else addButton.current?.focus()
  }
  const pick = (project: string) => {
    setPicking(false)
    editor.addProject(project)
    setFocusRequest({ project, date: undefined })
  }
  const removeRow = (row: GridRow) => {
    if (row.cells.some((cell) => cell.lines.length > 0)) setRemoving(row)
    else editor.removeProject(row.project)
  }
  const removeAsked = (row: GridRow) => {
    setRemoving(undefined)
    editor.removeProject(row.project, row)
    // The row that had the focus is gone: its neighbour has it now.
    const at = grid.rows.findIndex(({ project }) => project === row.project)
    const neighbour = grid.rows[at + 1] ?? grid.rows[at - 1]
    if (neighbour) setFocusRequest({ project: neighbour.project, date: undefined })
  }
  const copy = async (from: CopySource, withHours = true) => {
    const before = weekAfter(name, -1)
    try {
      const [previous, { copyWeek }] = await Promise.all([
        from === 'template'
          ? templateIn(userId, before)
          : queries.fetchQuery(weekEntriesQuery(client, before)),
        import('./copy-week.ts'),
      ])
      const wasEmpty = editor.grid.rows.length === 0
      editor.copy(copyWeek(previous, editor.grid, withHours), from)
      // The button that had the focus was part of the empty week.
      const [first] = editor.grid.rows
      if (wasEmpty && first) setFocusRequest({ project: first.project, date: undefined })
    } catch (error) {
      editor.say(inFailureWords(error))
    }
  }
  usePageKeys({
    'Ctrl+z': () => editor.undo(),
    'Ctrl+y': () => editor.redo(),
    'Ctrl+Shift+z': () => editor.redo(),
    'Ctrl+enter': life.submit,
    ...(canEdit && { n: beginPicking }),
  })

  return (
    <>
      <WeekBanner week={week.stored} life={life} />
      <WeekNotices grid={grid} isReadOnly={isReadOnly} />
      <div className="card">
        {isNarrow ? (
          <DayView
            week={week}
            today={today}
            isReadOnly={isReadOnly}
            onDetails={setDetails}
            onSubmit={life.submit}
          />
        ) : (
          <WeekGrid
            week={week}
            labelledBy={titleId}
            today={today}
            isReadOnly={isReadOnly}
            focusRequest={focusRequest}
            onDetails={setDetails}
            onRemoveRow={removeRow}
            onSubmit={life.submit}
          />
        )}
        {grid.rows.length === 0 && (
          <EmptyWeek
            dates={grid.dates}
            canEdit={canEdit && !isPicking}
            hasTemplate={hasTemplate(userId)}
            onCopy={(from, withHours) => void copy(from, withHours)}
            onPick={pick}
            onAddProject={beginPicking}
          />
        )}
        {isPicking && (
          <div className="picker-row">
            <PickProject dates={grid.dates} onPick={pick} onCancel={cancelPicking} />
          </div>
        )}
        <WeekToolbar
          canEdit={canEdit}
          onHistory={() => setShowingHistory(true)}
          onAddProject={beginPicking}
          addButton={addButton}
          onCopy={(from, withHours) => void copy(from, withHours)}
          hasTemplate={hasTemplate(userId)}
          onKeepTemplate={() => {
            keepTemplate(userId, grid)
            editor.say(texts.done.templateKept(grid.minutes))
          }}
          onUndo={() => editor.undo()}
          onKeys={onKeys}
        />
        {!isReadOnly && <SubmitBar grid={grid} life={life} />}
      </div>
      <StatusLine notice={notice} />
      <ProblemList
        inPlace={{
          dates: grid.dates,
          onEdit: (line) => {
            const cell = findCell(grid, line.date, line.project)
            if (cell) setDetails(cell)
          },
        }}
      />
      {isShowingHistory && (
        <WeekHistory userId={userId} week={name} onClose={() => setShowingHistory(false)} />
      )}
      {asked?.proposed && <TimerProposal week={week} isReadOnly={isReadOnly} />}
      {asked?.command && (
        <WeekCommand week={week} life={life} canEdit={canEdit} onAdd={beginPicking} onCopy={copy} />
      )}
      {removing && (
        <RemoveRowDialog
          row={removing}
          onRemove={() => removeAsked(removing)}
          onClose={() => setRemoving(undefined)}
        />
      )}
      {details && (
        <DetailsDialog
          cell={details}
          editor={editor}
          isReadOnly={isReadOnly}
          onClose={() => setDetails(undefined)}
        />
      )}
    </>
  )
}
