import { type HoursRow, memberOfGroup } from 'timesheets-sdk/contract'
import { AmountSums, type ClosedAmount } from 'timesheets-sdk/model'
import type { ReportGroup } from './report-view.ts'

/** The sums of one person, project or other group. */
export interface GroupSums {
  readonly key: string
  readonly minutes: number
  readonly billableMinutes: number
  readonly entries: number
  /** By week or month; without those that have no hours. */
  readonly byUnit: ReadonlyMap<string, number>
  /** By currency; none: the rows have no amounts. */
  readonly amounts: readonly ClosedAmount[]
}

export interface ReportSums extends Omit<GroupSums, 'key'> {
  /** The largest first; weeks and months in their order. */
  readonly groups: readonly GroupSums[]
}

/** Sums the rows of the API, which are grouped by `by` and by the unit of time. */
export function sumReport(rows: readonly HoursRow[], by: ReportGroup, unit: 'week' | 'month'): ReportSums {
  const groups = new Map<string, HoursRow[]>()
  for (const row of rows) {
    const key = String(row[memberOfGroup[by]] ?? '')
    groups.set(key, [...(groups.get(key) ?? []), row])
  }
  const summed = [...groups].map(([key, own]): GroupSums => ({ key, ...sumRows(own, unit) }))
  const isTime = by === 'week' || by === 'month'
  summed.sort((a, b) => (isTime ? 0 : b.minutes - a.minutes) || a.key.localeCompare(b.key))
  return { groups: summed, ...sumRows(rows, unit) }
}

function sumRows(rows: readonly HoursRow[], unit: 'week' | 'month'): Omit<GroupSums, 'key'> {
  const byUnit = new Map<string, number>()
  const amounts = new AmountSums()
  let minutes = 0
  let billableMinutes = 0
  let entries = 0
  for (const row of rows) {
    minutes += row.minutes
    billableMinutes += row.billableMinutes
    entries += row.entries
    const name = row[unit] ?? ''
    byUnit.set(name, (byUnit.get(name) ?? 0) + row.minutes)
    amounts.add(row)
  }
  return { minutes, billableMinutes, entries, byUnit, amounts: amounts.list() }
}

/**
 * The groups that a chart shows by themselves, and all others together. `undefined`: the others would be most
 * of it, so a chart of the groups says nothing.
 */
export function topGroups({ groups, minutes }: ReportSums, number: number) {
  if (groups.length <= number) return { top: groups, rest: [] }
  const top = groups.slice(0, number - 1)
  const topMinutes = top.reduce((sum, group) => sum + group.minutes, 0)
  return topMinutes * 2 < minutes ? undefined : { top, rest: groups.slice(number - 1) }
}
