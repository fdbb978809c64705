import { addDays, type Entry, hoursFromMinutes } from 'timesheets-sdk/model'
import type { Content } from '../../saving/content.ts'
import { findCell, type WeekGrid } from './grid-model.ts'

/** An entry as it is copied. */
export type CopiedEntry = Pick<Entry, 'date' | 'project' | 'hours' | 'billable'>

/** Where a week is copied from. */
export type CopySource = 'lastWeek' | 'template'

/** The result of copying a week: added projects, and hours for empty cells. */
export interface CopyPlan {
  readonly projects: readonly string[]
  readonly cells: readonly { readonly date: string; readonly project: string; readonly content: Content }[]
  /** How many cells were left alone because they have hours already. */
  readonly kept: number
  /** How many were left out because nothing can be changed there. */
  readonly locked: number
}

/** Copies the rows of the week before into `grid`. It never overwrites: a cell that has hours keeps them. */
export function copyWeek(previous: readonly CopiedEntry[], grid: WeekGrid, withHours: boolean): CopyPlan {
  const present = new Set(grid.rows.map((row) => row.project))
  const projects = [...new Set(previous.map((entry) => entry.project))]
    .filter((project) => !present.has(project))
    .sort((a, b) => a.localeCompare(b))
  if (!withHours) return { projects, cells: [], kept: 0, locked: 0 }

  const cells: CopyPlan['cells'][number][] = []
  let kept = 0
  let locked = 0
  for (const [key, entries] of groupByCell(previous)) {
    const [date = '', project = ''] = key
    const cell = findCell(grid, date, project)
    if (grid.dayLocks[grid.dates.indexOf(date)]) locked += 1
    else if (cell && cell.lines.length > 0) kept += 1
    else cells.push({ date, project, content: merged(entries) })
  }
  return { projects, cells, kept, locked }
}

function groupByCell(previous: readonly CopiedEntry[]): Map<readonly [string, string], CopiedEntry[]> {
  const keys = new Map<string, readonly [string, string]>()
  const groups = new Map<readonly [string, string], CopiedEntry[]>()
  for (const entry of previous) {
    const date = addDays(entry.date, 7)
    const text = `${date} ${entry.project}`
    const key = keys.get(text) ?? ([date, entry.project] as const)
    keys.set(text, key)
    groups.set(key, [...(groups.get(key) ?? []), entry])
  }
  return groups
}

// Notes belong to their day and are not copied. Several entries become one with their sum.
function merged(entries: readonly CopiedEntry[]): Content {
  const minutes = entries.reduce((sum, entry) => sum + Math.round(entry.hours * 60), 0)
  return { hours: hoursFromMinutes(minutes), note: '', billable: entries.some((entry) => entry.billable) }
}
