import { useMemo } from 'react'
import type { HoursRow } from 'timesheets-sdk/contract'
import { usePeople } from '../../api/names.ts'
import { useProjects } from '../../api/projects-query.ts'
import { useFormats, useTexts } from '../../texts/index.ts'
import type { ReportGroup } from './report-view.ts'
import { useReportTexts } from './texts.ts'

/** Names the groups of a report: people, projects, clients and so on, in this person's language. */
export function useGroupNames(by: ReportGroup, rows: readonly HoursRow[]): (key: string) => string {
  const { texts } = useTexts()
  const own = useReportTexts()
  const formats = useFormats()
  const people = usePeople()
  const projects = useProjects()
  return useMemo(() => {
    // The report also names people who have left the roster's list of this caller.
    const reported = new Map(rows.map(({ userId, name }) => [userId, name]))
    const nameOf: Record<ReportGroup, (key: string) => string> = {
      person: (key) => people?.get(key)?.name ?? reported.get(key) ?? key,
      project: (key) => projects.get(key)?.name ?? key,
      client: (key) => key || own.noClient,
      kind: (key) => own.kinds[key] ?? key,
      status: (key) => texts.week.status[key as keyof typeof texts.week.status] ?? key,
      week: own.weekLabel,
      month: formats.month,
    }
    return nameOf[by]
  }, [by, rows, people, projects, own, texts, formats])
}
