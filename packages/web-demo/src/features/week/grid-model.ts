import type { Entry, ExpectedDay, Policy, Week, WeekStatus } from 'timesheets-sdk/model'
import { judgeFuture, judgeLock } from 'timesheets-sdk/rules'
import { type Content, contentOf, minutesOf } from '../../saving/content.ts'
import {
  isFurtherLine,
  type Line,
  type LineStatus,
  type LineTarget,
  newLineKey,
  type Refusal,
} from '../../saving/line.ts'

/** One entry of a cell, as the grid shows it: stored, being stored, or refused. */
export interface CellLine extends LineTarget {
  /** The content that is or will be stored; of a refused line the stored one. `null`: none. */
  readonly content: Content | null
  /** `undefined`: as it is stored. */
  readonly status: LineStatus | undefined
  readonly typed: string | undefined
  readonly refusal: Refusal | undefined
}

/** A project on a day. */
export interface Cell {
  readonly date: string
  readonly project: string
  /**
   * Its entries: usually none or one, edited in the cell. For several (from a machine, or with different
   * notes) the cell shows the sum and opens their list, because hours typed over a sum could not be divided
   * among them.
   */
  readonly lines: readonly CellLine[]
  readonly minutes: number
  /** Why nothing can be changed here; `undefined`: it can. */
  readonly lock: Refusal | undefined
}

export interface GridRow {
  readonly project: string
  /** Monday first. */
  readonly cells: readonly Cell[]
  readonly minutes: number
}

export interface WeekGrid {
  readonly dates: readonly string[]
  readonly rows: readonly GridRow[]
  readonly dayMinutes: readonly number[]
  readonly minutes: number
  /** Of the hours, those that are billable. */
  readonly billableMinutes: number
  readonly weekStatus: WeekStatus
  /** The minutes that the roster expects in this week; `null`: unknown. */
  readonly expectedMinutes: number | null
  /** For each day what is expected, if that is known. */
  readonly expectedDays: readonly (ExpectedDay | undefined)[]
  /** For each day why nothing can be changed on it, if so. */
  readonly dayLocks: readonly (Refusal | undefined)[]
}

export interface GridInput {
  readonly dates: readonly string[]
  readonly week: Pick<Week, 'status' | 'expectedHours' | 'expectedDays'>
  readonly entries: readonly Entry[]
  /** The lines of the queue. */
  readonly lines: readonly Line[]
  /** Projects that were added by hand, in their order. They come after the others. */
  readonly addedProjects: readonly string[]
  readonly policy: Policy
  readonly nowMs: number
}

/** The week as a person sees it: what is stored, with what is on its way laid over it. */
export function buildGrid({
  dates,
  week,
  entries,
  lines,
  addedProjects,
  policy,
  nowMs,
}: GridInput): WeekGrid {
  const { status: weekStatus, expectedHours, expectedDays = [] } = week
  const dayLocks = dates.map(
    (date) => judgeLock(date, weekStatus, policy) ?? judgeFuture(date, policy, nowMs),
  )
  const byCell = new Map<string, CellLine[]>()
  for (const line of cellLines(entries, lines, dates)) {
    const key = cellKey(line.date, line.project)
    byCell.set(key, [...(byCell.get(key) ?? []), line])
  }
  const rows = projectsOf(byCell, addedProjects).map((project) => {
    const cells = dates.map((date, day): Cell => {
      const own = byCell.get(cellKey(date, project)) ?? []
      const lock = dayLocks[day]
      // Hours that were logged ahead under another policy can still be corrected.
      const isOpen = lock?.code === 'date_too_far_ahead' && own.length > 0
      return { date, project, lines: own, minutes: sumMinutes(own), lock: isOpen ? undefined : lock }
    })
    return { project, cells, minutes: sum(cells.map((cell) => cell.minutes)) }
  })
  const dayMinutes = dates.map((_, day) => sum(rows.map((row) => row.cells[day]?.minutes ?? 0)))
  const billable = [...byCell.values()].flat().filter((line) => line.content?.billable)
  return {
    dates,
    rows,
    dayMinutes,
    minutes: sum(dayMinutes),
    billableMinutes: sumMinutes(billable),
    weekStatus,
    expectedMinutes: expectedHours === null ? null : Math.round(expectedHours * 60),
    expectedDays: dates.map((date) => expectedDays.find((day) => day.date === date)),
    dayLocks,
  }
}

/** The line that typing into the cell changes; `undefined` where there are several. */
export function editableLine(cell: Cell): CellLine | undefined {
  if (cell.lines.length > 1) return undefined
  return cell.lines[0] ?? newLine(cell.date, cell.project)
}

/** An entry that is not there yet. */
export function newLine(date: string, project: string, key = newLineKey(date, project)): CellLine {
  return {
    key,
    date,
    project,
    base: undefined,
    content: null,
    status: undefined,
    typed: undefined,
    refusal: undefined,
  }
}

/** The most urgent status of the cell's lines. */
export function cellStatus(cell: Cell): LineStatus | undefined {
  const order: readonly LineStatus[] = ['refused', 'conflict', 'saving', 'waiting', 'saved']
  return order.find((status) => cell.lines.some((line) => line.status === status))
}

export function findCell(grid: WeekGrid, date: string, project: string): Cell | undefined {
  return grid.rows.find((row) => row.project === project)?.cells[grid.dates.indexOf(date)]
}

/** The line that `seen` has become, in the week as it is now; `undefined`: there is nothing in its place. */
export function currentLine(grid: WeekGrid, seen: LineTarget): CellLine | undefined {
  const lines = findCell(grid, seen.date, seen.project)?.lines ?? []
  const id = seen.base?.id
  const same = lines.find((line) => line.key === seen.key || (id !== undefined && line.base?.id === id))
  if (same || isFurtherLine(seen)) return same
  // Its entry may be another by now: deleted and made again, or made meanwhile.
  return lines.length === 1 ? lines[0] : undefined
}

function cellLines(entries: readonly Entry[], lines: readonly Line[], dates: readonly string[]): CellLine[] {
  const open = lines.filter((line) => dates.includes(line.date))
  const byEntry = new Map(
    open.flatMap((line) => {
      const id = entryIdOf(line)
      return id === undefined ? [] : [[id, line] as const]
    }),
  )
  const stored = entries.map((entry): CellLine => {
    const line = byEntry.get(entry.id)
    byEntry.delete(entry.id)
    return line ? shown(line, entry) : shownAsStored(entry)
  })
  const rest = open.filter((line) => {
    const id = entryIdOf(line)
    return id === undefined || byEntry.has(id)
  })
  return [...stored, ...rest.map((line) => shown(line, line.base))].filter(isVisible)
}

/** The entry that a line replaces on the screen. A conflict may be with another entry than the line's own. */
function entryIdOf({ base, theirs }: Line): string | undefined {
  return theirs?.id ?? base?.id
}

function shownAsStored(entry: Entry): CellLine {
  const { id: key, date, project } = entry
  return {
    key,
    date,
    project,
    base: entry,
    content: contentOf(entry),
    status: undefined,
    typed: undefined,
    refusal: undefined,
  }
}

function shown(line: Line, entry: Entry | undefined): CellLine {
  const { key, date, project, base, status, typed, refusal, wanted } = line
  const storedContent = entry ? contentOf(entry) : null
  const content = status === 'saved' || typed !== undefined ? storedContent : wanted
  // The entry of a saved line may be older than the one loaded since.
  return { key, date, project, base: status === 'saved' ? entry : base, content, status, typed, refusal }
}

// A line being deleted disappears at once, unless that fails.
function isVisible(line: CellLine): boolean {
  return (
    line.content !== null ||
    line.typed !== undefined ||
    line.status === 'refused' ||
    line.status === 'conflict'
  )
}

function projectsOf(byCell: ReadonlyMap<string, readonly CellLine[]>, added: readonly string[]): string[] {
  const used = new Set([...byCell.values()].flatMap((lines) => lines.map((line) => line.project)))
  const others = [...used].filter((project) => !added.includes(project)).sort((a, b) => a.localeCompare(b))
  return [...others, ...new Set(added)]
}

function cellKey(date: string, project: string): string {
  return `${date} ${project}`
}

function sumMinutes(lines: readonly CellLine[]): number {
  return sum(lines.map((line) => minutesOf(line.content)))
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0)
}
