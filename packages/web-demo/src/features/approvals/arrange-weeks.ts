import type { Week } from 'timesheets-sdk/model'
import { folded } from '../../components/folded.ts'

export const weekFilters = ['all', 'flagged', 'plain'] as const
export const weekOrders = ['week', 'name', 'hours', 'flags'] as const

/** How an approver looks at the queue. */
export interface QueueView {
  /** Part of a name. */
  readonly search: string
  readonly filter: (typeof weekFilters)[number]
  readonly order: (typeof weekOrders)[number]
}

export const wholeQueue: QueueView = { search: '', filter: 'all', order: 'week' }

/** The weeks that match a view, in its order; equal ones by week, then by name. */
export function arrangeWeeks(
  weeks: readonly Week[],
  { search, filter, order }: QueueView,
  nameOf: (week: Week) => string,
): readonly Week[] {
  const wanted = folded(search)
  const compare = {
    week: () => 0,
    name: (a: Week, b: Week) => nameOf(a).localeCompare(nameOf(b)),
    hours: (a: Week, b: Week) => b.totalHours - a.totalHours,
    flags: (a: Week, b: Week) => b.flags.length - a.flags.length,
  }[order]
  return weeks
    .filter((week) => folded(nameOf(week)).includes(wanted))
    .filter(({ flags }) => filter === 'all' || flags.length > 0 === (filter === 'flagged'))
    .toSorted((a, b) => compare(a, b) || a.week.localeCompare(b.week) || nameOf(a).localeCompare(nameOf(b)))
}
