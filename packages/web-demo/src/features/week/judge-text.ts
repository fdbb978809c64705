import { minutesFromHours, type Policy, parseHours } from 'timesheets-sdk/model'
import { type Catalogue, type Judgement, judgeEntry } from 'timesheets-sdk/rules'
import { type Content, minutesOf } from '../../saving/content.ts'
import type { Refusal } from '../../saving/line.ts'
import type { Said } from '../../texts/said.ts'
import { type CellLine, currentLine, type WeekGrid } from './grid-model.ts'

/** The meaning of a text typed into a cell. `content: null` empties the cell. */
export type TypedText =
  | { readonly content: Content | null; readonly warnings: readonly Said[] }
  | { readonly refusal: Refusal }

export interface Judge {
  readonly policy: Policy
  readonly catalogue: Catalogue
  readonly nowMs: number
  /** Whether the person's token may delete entries. */
  readonly mayDelete: boolean
  /** Says in the person's language that a text is not a time. */
  readonly unreadable: (text: string) => string
  readonly deletingNeedsScope: string
}

/**
 * Reads hours as they are typed, and judges them by the rules of the SDK. Nothing, and `0`,
 * empty the cell: an entry of no hours is none.
 */
export function readTyped(text: string, line: CellLine, grid: WeekGrid, judge: Judge): TypedText {
  const hours = text.trim() === '' ? 0 : parseHours(text)
  if (hours === undefined) return { refusal: { code: 'unreadable', message: judge.unreadable(text.trim()) } }
  if (hours === 0) return judgeContent(null, line, grid, judge)
  const billable = judge.catalogue.projectOf(line.project)?.billable ?? true
  const before = line.content ?? { note: '', billable }
  return judgeContent({ ...before, hours }, line, grid, judge)
}

/** Judges what a line shall hold, in the week as it is now. */
export function judgeContent(
  content: Content | null,
  seen: CellLine,
  grid: WeekGrid,
  judge: Judge,
): TypedText {
  const line = currentLine(grid, seen) ?? { ...seen, base: undefined, content: null }
  if (content === null) {
    const needsScope = line.base !== undefined && !judge.mayDelete
    return needsScope
      ? { refusal: { code: 'may_not_delete', message: judge.deletingNeedsScope } }
      : { content, warnings: [] }
  }
  const { errors, warnings } = judgeLine(content.hours, line, grid, judge)
  const first = errors[0]
  return first ? { refusal: first } : { content, warnings }
}

/**
 * Whether a text may still become a time, like `7:` and `7h3`: then it is too early for an error.
 */
export function isUnfinished(text: string): boolean {
  if (text.trim() === '' || parseHours(text) !== undefined) return false
  return ['0', '00'].some((rest) => parseHours(text + rest) !== undefined)
}

function judgeLine(
  hours: number,
  line: CellLine,
  grid: WeekGrid,
  { policy, catalogue, nowMs }: Judge,
): Judgement {
  const own = minutesOf(line.content)
  const { base, date, project } = line
  return judgeEntry(
    {
      ...(base && { before: { ...base, minutes: minutesFromHours(base.hours) ?? 0 } }),
      after: { date, hours, project },
      facts: {
        weekStatus: grid.weekStatus,
        otherMinutesOnDay: (grid.dayMinutes[grid.dates.indexOf(date)] ?? 0) - own,
        otherMinutesInWeek: grid.minutes - own,
      },
    },
    policy,
    catalogue,
    nowMs,
  )
}
