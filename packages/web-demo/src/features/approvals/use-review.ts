import { useState } from 'react'
import type { Week } from 'timesheets-sdk/model'
import { type DecisionsState, weekKey } from './decision.ts'

/** Where an approver is in a list of weeks, and which of them are selected. */
export interface Review {
  readonly current: Week | undefined
  /** Those that are selected and can still be decided on. */
  readonly selected: readonly Week[]
  isSelected(week: Week): boolean
  /** Weeks without flags that can still be decided on. */
  readonly plain: readonly Week[]
  go(week: Week): void
  /** The week so many places on; at the ends of the list the last one. */
  neighbour(step: number): Week | undefined
  /** The next week that is not decided on, after those that are about to be. */
  nextOpen(without: readonly Week[]): Week | undefined
  toggle(week: Week): void
  select(weeks: readonly Week[]): void
}

export function useReview(weeks: readonly Week[], { decisions }: DecisionsState): Review {
  const [place, setPlace] = useState({ key: '', index: 0 })
  const [selection, setSelection] = useState<ReadonlySet<string>>(new Set())
  const found = weeks.findIndex((week) => weekKey(week) === place.key)
  // The week is gone: the one that has come into its place is next.
  const index = found >= 0 ? found : Math.min(place.index, weeks.length - 1)
  const isOpen = (week: Week) => {
    const state = decisions.get(weekKey(week))?.state
    return state !== 'waiting' && state !== 'sending'
  }
  return {
    current: weeks[index],
    selected: weeks.filter((week) => selection.has(weekKey(week)) && isOpen(week)),
    isSelected: (week) => selection.has(weekKey(week)) && isOpen(week),
    plain: weeks.filter((week) => week.flags.length === 0 && isOpen(week)),
    go: (week) => setPlace({ key: weekKey(week), index: weeks.indexOf(week) }),
    neighbour: (step) => weeks[Math.max(0, Math.min(index + step, weeks.length - 1))],
    nextOpen(without) {
      const free = (week: Week) => isOpen(week) && !without.includes(week)
      return weeks.slice(index).find(free) ?? weeks.slice(0, Math.max(0, index)).findLast(free)
    },
    toggle(week) {
      const key = weekKey(week)
      const changed = new Set(selection)
      if (!changed.delete(key) && isOpen(week)) changed.add(key)
      setSelection(changed)
    },
    select: (chosen) => setSelection(new Set(chosen.map(weekKey))),
  }
}
