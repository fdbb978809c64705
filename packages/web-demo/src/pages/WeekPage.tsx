import { useQuery, useQueryClient } from '@tanstack/react-query'
import { lazy, Suspense, useId, useRef, useState } from 'react'
import { datesOfWeek, weekOf } from 'timesheets-sdk/model'
import { useLocation } from 'wouter'
import { useCaller } from '../api/caller-context.ts'
import { useClient } from '../api/client-context.ts'
import { projectsQuery } from '../api/projects-query.ts'
import { policyQuery, recentProjectsQuery, weekEntriesQuery } from '../api/queries.ts'
import { Failure } from '../components/Failure.tsx'
import { ProblemList } from '../components/ProblemList.tsx'
import { Skeleton } from '../components/Skeleton.tsx'
import { StatusLine } from '../components/StatusLine.tsx'
import { SubmitBar } from '../components/SubmitBar.tsx'
import { useMedia } from '../components/use-media.ts'
import { usePageKeys } from '../components/use-page-keys.ts'
import { useTitle } from '../components/use-title.ts'
import { WeekBanner } from '../components/WeekBanner.tsx'
import { type FocusRequest, WeekGrid } from '../components/WeekGrid.tsx'
import { WeekHeading } from '../components/WeekHeading.tsx'
import { WeekNotices } from '../components/WeekNotices.tsx'
import { WeekSummary } from '../components/WeekSummary.tsx'
import { WeekToolbar } from '../components/WeekToolbar.tsx'
import { useTexts } from '../texts/index.ts'
import { type Cell, findCell, type GridRow } from '../week/grid-model.ts'
import { projectChoices, unlistedCodes } from '../week/project-choices.ts'
import { useWeek, type Week } from '../week/use-week.ts'
import { useWeekLife } from '../week/use-week-life.ts'
import { todayHere, weekAfter, weekPath } from '../week/week-names.ts'

// Not needed first, or not on every screen: loaded when they are shown.
const ProjectPicker = lazy(() => import('../components/ProjectPicker.tsx'))
const KeysDialog = lazy(async () => ({ default: (await import('../components/KeysDialog.tsx')).KeysDialog }))
const WeekHistory = lazy(async () => ({
  default: (await import('../components/WeekHistory.tsx')).WeekHistory,
}))
const DayView = lazy(async () => ({ default: (await import('../components/DayView.tsx')).DayView }))
const DetailsDialog = lazy(async () => ({
  default: (await import('../components/DetailsDialog.tsx')).DetailsDialog,
}))
const RemoveRowDialog = lazy(async () => ({
  default: (await import('../components/RemoveRowDialog.tsx')).RemoveRowDialog,
}))

/** One week, to be filled in. */
export function WeekPage({ week }: { week: string }) {
  const { texts } = useTexts()
  const load = useWeek(week)
  const titleId = useId()
  const today = todayHere()
  useTitle(texts.week.documentTitle(week))
  const [, navigate] = useLocation()
  const [isShowingKeys, setShowingKeys] = useState(false)
  usePageKeys({
    '[': () => navigate(weekPath(weekAfter(week, -1))),
    ']': () => navigate(weekPath(weekAfter(week, 1))),
    t: () => navigate(weekPath(weekOf(today))),
    '?': () => setShowingKeys(true),
  })
  return (
    <>
      <div className="week-top">
        <WeekHeading week={week} dates={datesOfWeek(week)} today={today} titleId={titleId} />
        {load.status === 'loaded' && <WeekSummary grid={load.week.grid} />}
      </div>
      {load.status === 'loading' && <Skeleton />}
      {load.status === 'failed' && <Failure error={load.error} onRetry={load.retry} />}
      {load.status === 'loaded' && (
        <WeekBody
          name={week}
          week={load.week}
          today={today}
          titleId={titleId}
          onKeys={() => setShowingKeys(true)}
        />
      )}
      {isShowingKeys && (
        <Suspense>
          <KeysDialog onClose={() => setShowingKeys(false)} />
        </Suspense>
      )}
    </>
  )
}

interface WeekBodyProps {
  readonly name: string
  readonly week: Week
  readonly today: string
  readonly titleId: string
  readonly onKeys: () => void
}

function WeekBody({ name, week, today, titleId, onKeys }: WeekBodyProps) {
  const { grid, editor, notice } = week
  const { texts } = useTexts()
  const client = useClient()
  const queries = useQueryClient()
  const { userId, may } = useCaller()
  const isReadOnly = !may('create:timesheets')
  const isLocked = grid.dayLocks.every((lock) => lock !== undefined)
  const life = useWeekLife(week)
  const isNarrow = useMedia('(max-width: 44rem)')
  const [isPicking, setPicking] = useState(false)
  const [isShowingHistory, setShowingHistory] = useState(false)
  const [details, setDetails] = useState<Cell>()
  const [removing, setRemoving] = useState<GridRow>()
  const [focusRequest, setFocusRequest] = useState<FocusRequest>()
  const recent = useQuery({ ...recentProjectsQuery(client, today), enabled: isPicking })
  const catalogue = useQuery(projectsQuery(client))
  const policy = useQuery(policyQuery(client))
  const unlisted = unlistedCodes(catalogue.data, policy.data)
  const choices = projectChoices(recent.data ?? [], catalogue.data ?? [], grid.dates, unlisted)

  // Who changes their mind goes on where they were.
  const opener = useRef<Element>(null)
  const beginPicking = () => {
    opener.current = document.activeElement
    setPicking(true)
  }
  const cancelPicking = () => {
    setPicking(false)
    if (opener.current instanceof HTMLElement) opener.current.focus()
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
  const copyLastWeek = async (withHours: boolean) => {
    try {
      const [previous, { copyWeek }] = await Promise.all([
        queries.fetchQuery(weekEntriesQuery(client, weekAfter(name, -1))),
        import('../week/copy-week.ts'),
      ])
      editor.copy(copyWeek(previous, editor.grid, withHours))
    } catch {
      editor.say(texts.failure.unreachable)
    }
  }
  usePageKeys({
    'Ctrl+z': () => editor.undo(),
    'Ctrl+y': () => editor.redo(),
    'Ctrl+Shift+z': () => editor.redo(),
    'Ctrl+enter': life.submit,
    ...(isReadOnly || isLocked ? {} : { n: beginPicking }),
  })

  return (
    <>
      <WeekBanner week={week.stored} life={life} />
      <WeekNotices grid={grid} isReadOnly={isReadOnly} />
      <div className="card">
        {isNarrow ? (
          <Suspense fallback={<Skeleton />}>
            <DayView
              week={week}
              today={today}
              isReadOnly={isReadOnly}
              onDetails={setDetails}
              onSubmit={life.submit}
            />
          </Suspense>
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
          <div className="empty-week">
            <p>{texts.week.empty}</p>
            {!isReadOnly && !isLocked && !isPicking && (
              <p className="empty-actions">
                <button type="button" className="primary" onClick={() => void copyLastWeek(false)}>
                  {texts.week.copyRows}
                </button>
                <button type="button" onClick={beginPicking}>
                  {texts.week.addProject}
                </button>
              </p>
            )}
          </div>
        )}
        {isPicking && (
          <div className="picker-row">
            <Suspense fallback={<p role="status">{texts.app.loading}</p>}>
              <ProjectPicker
                choices={choices}
                isLoading={recent.isLoading || catalogue.isLoading}
                unlisted={unlisted}
                onPick={pick}
                onCancel={cancelPicking}
              />
            </Suspense>
          </div>
        )}
        <WeekToolbar
          canEdit={!isReadOnly && !isLocked}
          onHistory={() => setShowingHistory(true)}
          onAddProject={beginPicking}
          onCopy={(withHours) => void copyLastWeek(withHours)}
          onUndo={() => editor.undo()}
          onKeys={onKeys}
        />
        {!isReadOnly && <SubmitBar grid={grid} life={life} />}
      </div>
      <StatusLine notice={notice} />
      <ProblemList
        dates={grid.dates}
        onEdit={(line) => {
          const cell = findCell(grid, line.date, line.project)
          if (cell) setDetails(cell)
        }}
      />
      {isShowingHistory && (
        <Suspense>
          <WeekHistory userId={userId} week={name} onClose={() => setShowingHistory(false)} />
        </Suspense>
      )}
      {removing && (
        <Suspense>
          <RemoveRowDialog
            row={removing}
            onRemove={() => removeAsked(removing)}
            onClose={() => setRemoving(undefined)}
          />
        </Suspense>
      )}
      {details && (
        <Suspense>
          <DetailsDialog
            cell={details}
            editor={editor}
            isReadOnly={isReadOnly}
            onClose={() => setDetails(undefined)}
          />
        </Suspense>
      )}
    </>
  )
}
