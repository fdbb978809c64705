import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { datesOfWeek } from 'timesheets-sdk/model'
import { maySeeAmounts } from 'timesheets-sdk/rules'
import { useLocation, useSearchParams } from 'wouter'
import { useCaller, useClient } from '../../api/context.ts'
import { usePeople } from '../../api/names.ts'
import { useProjects } from '../../api/projects-query.ts'
import { policyQuery } from '../../api/queries.ts'
import { Icon } from '../../components/Icon.tsx'
import { OnPaper } from '../../components/OnPaper.tsx'
import { Failure, Skeleton } from '../../components/PageState.tsx'
import { distinctProjectColors } from '../../components/project-color.ts'
import { useTitle, useToday } from '../../components/use-browser.ts'
import { useFormats, useTexts } from '../../texts/index.ts'
import { BillableShare } from './BillableShare.tsx'
import { EntriesDialog } from './EntriesDialog.tsx'
import { ExportReport } from './ExportReport.tsx'
import { reportQuery } from './queries.ts'
import { ReportFilters } from './ReportFilters.tsx'
import { ReportTable } from './ReportTable.tsx'
import { useGroupNames } from './report-names.ts'
import { type GroupSums, sumReport, topGroups } from './report-sums.ts'
import {
  type Drilled,
  daysOfUnit,
  type ReportView,
  readView,
  searchOf,
  unitOf,
  unitsOf,
} from './report-view.ts'
import { SavedViews } from './SavedViews.tsx'
import { type Bar, StackedBars } from './StackedBars.tsx'
import { useReportTexts } from './texts.ts'
import { UnitTable } from './UnitTable.tsx'
import '../../styles/tables.css'
import '../../styles/chart.css'
import './reports.css'

const chartedGroups = 8

/** Hours by person, project and more, over any period: for people their own, for approvers their people's. */
export function ReportsPage() {
  const texts = useReportTexts()
  useTitle(texts.documentTitle)
  const { may } = useCaller()
  const [search] = useSearchParams()
  const [, navigate] = useLocation()
  const seesOthers = may('approve:timesheets') || may('read:all-timesheets')
  const withAmounts = useSeesAmounts()
  const view = readView(search, useToday(), seesOthers)
  const [said, setSaid] = useState('')
  const query = searchOf(view)
  return (
    <>
      <div className="page-top">
        <h1>{texts.title}</h1>
        <div className="stepper">
          <ExportReport view={view} withAmounts={withAmounts} onDone={setSaid} />
          <button type="button" onClick={() => print()}>
            <Icon name="print" />
            {texts.print}
          </button>
        </div>
      </div>
      <SavedViews search={query} />
      <ReportFilters
        view={view}
        seesOthers={seesOthers}
        onChange={(changed) => navigate(`/reports?${searchOf(changed)}`, { replace: true })}
      />
      <OnPaper parts={useFiltersInWords(view)} />
      <p role="status" className="report-said">
        {said}
      </p>
      {view.from > view.to ? (
        <p className="notice">{texts.empty}</p>
      ) : (
        // Another report has other groups: what was opened in the last one is closed.
        <Report key={query} view={view} withAmounts={withAmounts} />
      )}
    </>
  )
}

/** The period, and the person, project and status that the report is limited to. */
function useFiltersInWords({ from, to, userId, project, status }: ReportView) {
  const { texts } = useTexts()
  const formats = useFormats()
  const people = usePeople()
  const projects = useProjects()
  return [
    formats.range(from, to),
    userId && people?.get(userId)?.name,
    project && (projects.get(project)?.name ?? project),
    status === 'any' ? undefined : texts.week.status[status],
  ]
}

/** Whether the API shows the caller amounts; until the policy is known, as if it did not let managers. */
function useSeesAmounts(): boolean {
  const caller = useCaller()
  const { data } = useQuery(policyQuery(useClient()))
  return maySeeAmounts(caller, data ?? { managersSeeAmounts: false })
}

interface ReportProps {
  readonly view: ReportView
  readonly withAmounts: boolean
}

function Report({ view, withAmounts }: ReportProps) {
  const texts = useReportTexts()
  const formats = useFormats()
  const query = useQuery(reportQuery(useClient(), view, withAmounts))
  const [drilled, setDrilled] = useState<Drilled>()
  const rows = query.data ?? []
  const nameOf = useGroupNames(view.by, rows)
  if (query.isError && !query.data) {
    return <Failure error={query.error} onRetry={() => void query.refetch()} />
  }
  if (!query.data) return <Skeleton />
  const unit = unitOf(view)
  const sums = sumReport(rows, view.by, unit)
  if (sums.entries === 0) return <p className="card report-none">{texts.none}</p>
  const isTime = view.by === 'week' || view.by === 'month'
  const charted = isTime ? undefined : topGroups(sums, chartedGroups)
  const colors = distinctProjectColors(charted?.top.map(({ key }) => key) ?? [])
  const restColor = charted ? 'project-rest' : 'project-0'
  const colorOf = (key: string) => colors.get(key) ?? restColor
  const units = unitsOf(view, unit)
  const bars = units.map((name): Bar => {
    const minutesOf = ({ byUnit }: GroupSums) => byUnit.get(name) ?? 0
    const parts = charted
      ? charted.top.map((group) => ({ key: group.key, name: nameOf(group.key), minutes: minutesOf(group) }))
      : [{ key: isTime ? name : undefined, name: texts.hours, minutes: sums.byUnit.get(name) ?? 0 }]
    const rest = charted?.rest.reduce((sum, group) => sum + minutesOf(group), 0) ?? 0
    return {
      key: name,
      label: unit === 'week' ? texts.weekShort(name) : formats.monthShort(name),
      title: unit === 'week' ? weekTitle(name) : formats.month(name),
      parts: [...parts, { key: undefined, name: texts.others(charted?.rest.length ?? 0), minutes: rest }]
        .filter(({ minutes }) => minutes > 0)
        .map((part) => ({ ...part, color: part.key === undefined ? restColor : colorOf(part.key) })),
    }
  })
  function weekTitle(name: string): string {
    const dates = datesOfWeek(name)
    return `${texts.weekLabel(name)}, ${formats.range(dates[0] ?? view.from, dates[6] ?? view.to)}`
  }

  const summary = texts.summary(sums.minutes, sums.entries)
  return (
    <>
      <section className="card chart-card">
        <figure>
          <figcaption>
            <h2>{summary}</h2>
            <BillableShare minutes={sums.minutes} billableMinutes={sums.billableMinutes} />
          </figcaption>
          <StackedBars
            bars={bars}
            label={`${texts.chart}: ${summary}`}
            onPick={(bar, part) => {
              if (part.key !== undefined) setDrilled({ group: part.key, unit: bar.key })
            }}
          />
        </figure>
        {charted && (
          <ul className="legend">
            {charted.top.map(({ key }) => (
              <li key={key} className="with-dot">
                <span className={`dot ${colorOf(key)}`} aria-hidden="true" />
                <bdi>{nameOf(key)}</bdi>
              </li>
            ))}
            {charted.rest.length > 0 && (
              <li className="with-dot">
                <span className="dot project-rest" aria-hidden="true" />
                {texts.others(charted.rest.length)}
              </li>
            )}
          </ul>
        )}
      </section>
      <ReportTable view={view} sums={sums} nameOf={nameOf} colorOf={colorOf} onDrill={setDrilled} />
      {!isTime && units.length > 1 && (
        <UnitTable view={view} sums={sums} units={units} nameOf={nameOf} onDrill={setDrilled} />
      )}
      {drilled && (
        <EntriesDialog
          view={view}
          group={drilled.group}
          name={nameOf(drilled.group)}
          period={drilled.unit === undefined ? view : daysOfUnit(drilled.unit, view)}
          onClose={() => setDrilled(undefined)}
        />
      )}
    </>
  )
}
