import { useQuery } from '@tanstack/react-query'
import type { Entry } from 'timesheets-sdk/model'
import { useClient } from '../../api/context.ts'
import { usePeople } from '../../api/names.ts'
import { useProjects } from '../../api/projects-query.ts'
import { Dialog } from '../../components/Dialog.tsx'
import { Failure } from '../../components/PageState.tsx'
import { ProjectName } from '../../components/ProjectName.tsx'
import type { Period } from '../../components/periods.ts'
import { ColumnHeads, scrollRegion } from '../../components/table-parts.tsx'
import { WindowedRows } from '../../components/WindowedRows.tsx'
import { formatMinutes } from '../../texts/formats.ts'
import { useFormats, useTexts } from '../../texts/index.ts'
import { type EntriesBehind, entriesBehindQuery } from './queries.ts'
import { daysOfUnit, type ReportGroup, type ReportView } from './report-view.ts'
import { useReportTexts } from './texts.ts'

interface EntriesDialogProps {
  readonly view: ReportView
  readonly group: string
  readonly name: string
  readonly period: Period
  readonly onClose: () => void
}

/** Whether the API can list the entries of such a group. It has no filter by the kind of a person. */
export function isDrillable(by: ReportGroup): boolean {
  return by !== 'kind'
}

/** The entries behind a figure of a report. */
export function EntriesDialog({ view, group, name, period, onClose }: EntriesDialogProps) {
  const { texts: all } = useTexts()
  const texts = useReportTexts()
  const formats = useFormats()
  const projects = useProjects()
  const behind = entriesBehind(view, group, period, (client) =>
    [...projects.values()].filter((project) => (project.client ?? '') === client).map(({ code }) => code),
  )
  const query = useQuery({
    ...entriesBehindQuery(useClient(), behind),
    enabled: view.by !== 'client' || projects.size > 0,
  })
  const entries = query.data ?? []
  return (
    <Dialog title={texts.entriesOf(name, formats.range(period.from, period.to))} onClose={onClose}>
      {query.isError && <Failure error={query.error} onRetry={() => void query.refetch()} />}
      {query.isPending && <p role="status">{all.app.loading}</p>}
      {entries.length > 0 && <EntryRows entries={entries} />}
      <p className="dialog-actions">
        <button type="button" onClick={onClose}>
          {texts.close}
        </button>
      </p>
    </Dialog>
  )
}

function EntryRows({ entries }: { entries: readonly Entry[] }) {
  const texts = useReportTexts()
  const formats = useFormats()
  const people = usePeople()
  const names = [texts.date, ...(people ? [texts.person] : []), texts.project, texts.hours, texts.note]
  return (
    <div {...scrollRegion(texts.count)}>
      <table className="data-table" aria-rowcount={entries.length + 1}>
        <ColumnHeads names={names} numbers={[texts.hours]} />
        <WindowedRows rows={entries} keyOf={({ id }) => id} columns={names.length}>
          {(entry, place) => (
            <tr {...place}>
              <td className="date">{formats.dayMedium(entry.date)}</td>
              {people && <td>{people.get(entry.userId)?.name ?? entry.userId}</td>}
              <td>
                <ProjectName code={entry.project} />
              </td>
              <td className="number">{formatMinutes(Math.round(entry.hours * 60))}</td>
              <td className="note" dir="auto">
                {entry.note}
              </td>
            </tr>
          )}
        </WindowedRows>
      </table>
    </div>
  )
}

function entriesBehind(
  view: ReportView,
  group: string,
  period: Period,
  projectsOf: (client: string) => readonly string[],
): EntriesBehind {
  const all = { view, period, projects: undefined }
  switch (view.by) {
    case 'person':
      return { ...all, view: { ...view, userId: group } }
    case 'project':
      return { ...all, view: { ...view, project: group } }
    case 'status':
      return { ...all, view: { ...view, status: group as ReportView['status'] } }
    case 'client':
      return { ...all, projects: view.project === undefined ? projectsOf(group) : [view.project] }
    case 'week':
    case 'month':
      return { ...all, period: daysOfUnit(group, view) }
    default:
      return all
  }
}
