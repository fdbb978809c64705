import type { Entry } from 'timesheets-sdk/model'
import { type Content, contentOf, minutesOf } from '../../saving/content.ts'
import type { Line, LineChange, LineStatus } from '../../saving/line.ts'

/** An entry as the list shows it: stored, with what the person has asked for laid over it. */
export interface EntryRow {
  /** As it is stored. */
  readonly entry: Entry
  readonly project: string
  readonly content: Content
  readonly isDeleted: boolean
  /** `held`: it can be undone. `undefined`: it is as it is stored. */
  readonly state: 'held' | LineStatus | undefined
  /** The change of the queue that concerns it. */
  readonly line: Line | undefined
}

/** @param held the changes that can still be undone, by the id of their entry */
export function rowsOf(
  entries: readonly Entry[],
  held: ReadonlyMap<string, LineChange>,
  lines: Iterable<Line>,
): EntryRow[] {
  const byEntry = new Map<string, Line>()
  for (const line of lines) {
    const id = line.theirs?.id ?? line.base?.id
    if (id !== undefined) byEntry.set(id, line)
  }
  return entries.map((entry): EntryRow => {
    const line = byEntry.get(entry.id)
    const isUnderWay = line?.status === 'waiting' || line?.status === 'saving'
    const change = held.get(entry.id) ?? (isUnderWay ? { target: line, wanted: line.wanted } : undefined)
    return {
      entry,
      project: change?.target.project ?? entry.project,
      content: change?.wanted ?? contentOf(entry),
      isDeleted: change?.wanted === null,
      state: held.has(entry.id) ? 'held' : line?.status,
      line,
    }
  })
}

/** The hours of rows, all and those that are billable. */
export function minutesOfRows(rows: readonly EntryRow[]): {
  readonly all: number
  readonly billable: number
} {
  let all = 0
  let billable = 0
  for (const { content, isDeleted } of rows) {
    const minutes = isDeleted ? 0 : minutesOf(content)
    all += minutes
    if (content.billable) billable += minutes
  }
  return { all, billable }
}
