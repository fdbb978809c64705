import {
  addDays,
  datesOfWeek,
  hoursGroups,
  isCalendarDate,
  type WeekStatus,
  weekOf,
  weekStatuses,
} from 'timesheets-sdk/model'
import { type Period, periodOf } from '../../components/periods.ts'

/** The breakdowns of a report. `billable` is a column of every report instead. */
export const reportGroups = hoursGroups.filter((group) => group !== 'billable' && group !== 'currency')
export type ReportGroup = (typeof reportGroups)[number]

/** Everything that defines a report. It is in the address, so a report can be linked to. */
export interface ReportView extends Period {
  readonly by: ReportGroup
  readonly status: WeekStatus | 'any'
  /** `undefined`: everyone the caller may see. */
  readonly userId: string | undefined
  readonly project: string | undefined
}

/** The report that an address asks for. A part that is missing or cannot be used has its default. */
export function readView(search: URLSearchParams, today: string, seesOthers: boolean): ReportView {
  const initial = periodOf('thisMonth', today)
  const date = (name: 'from' | 'to') => {
    const text = search.get(name)
    return text !== null && isCalendarDate(text) ? text : initial[name]
  }
  const by = reportGroups.find((group) => group === search.get('by'))
  return {
    from: date('from'),
    to: date('to'),
    by: by === undefined || (by === 'person' && !seesOthers) ? 'project' : by,
    status: weekStatuses.find((status) => status === search.get('status')) ?? 'any',
    userId: seesOthers ? (search.get('userId') ?? undefined) : 'me',
    project: search.get('project') ?? undefined,
  }
}

/** The query of the address that {@link readView} reads. */
export function searchOf(view: ReportView): string {
  const parts = Object.entries(view).filter(([, value]) => value !== undefined && value !== 'any')
  return new URLSearchParams(parts as [string, string][]).toString()
}

const longestInWeeks = 16 * 7

/** The unit of the report's time axis: weeks, or months where there would be too many weeks. */
export function unitOf({ from, to, by }: ReportView): 'week' | 'month' {
  if (by === 'week' || by === 'month') return by
  return (Date.parse(to) - Date.parse(from)) / 86_400_000 < longestInWeeks ? 'week' : 'month'
}

/** Every week or month that a period touches, the earliest first. */
export function unitsOf({ from, to }: Period, unit: 'week' | 'month'): string[] {
  const units = new Set<string>()
  const name = (date: string) => (unit === 'week' ? weekOf(date) : date.slice(0, 7))
  for (let date = from; date <= to; date = addDays(date, 7)) units.add(name(date))
  if (from <= to) units.add(name(to))
  return [...units]
}

/** The days of a week or month that are in the period. */
export function daysOfUnit(unit: string, { from, to }: Period): Period {
  const dates = unit.includes('W') ? datesOfWeek(unit) : []
  const first = dates[0] ?? `${unit}-01`
  const last = dates[6] ?? addDays(`${addDays(first, 31).slice(0, 7)}-01`, -1)
  return { from: first > from ? first : from, to: last < to ? last : to }
}

/** A figure whose entries a person asked for: of a group, in all of the period or in one week or month. */
export interface Drilled {
  readonly group: string
  readonly unit?: string
}
