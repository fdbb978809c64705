import type { Texts } from '../../texts/en.ts'
import type { EditResult } from './apply-edit.ts'
import type { CopyPlan, CopySource } from './copy-week.ts'
import type { Cell } from './grid-model.ts'

type Notice = string | false

/** Sorts cells: those that take text, and the numbers of locked cells and of others with several entries. */
export function sorted(cells: readonly Cell[]): { open: Cell[]; locked: number; several: number } {
  const unlocked = cells.filter(({ lock }) => lock === undefined)
  const open = unlocked.filter(({ lines }) => lines.length < 2)
  return { open, locked: cells.length - unlocked.length, several: unlocked.length - open.length }
}

/** Joins the parts of a notice that apply. */
export function sentences(...parts: readonly Notice[]): string {
  return parts.filter(Boolean).join(' ')
}

export function contestedCells(results: readonly CellResult[], done: Done): Notice {
  const contested = count(results, 'contested')
  return contested > 0 && done.contested(contested)
}

/** The outcome of a change of one cell. `emptied` and `nothing`: a zero, for a cell with hours or without. */
export type CellResult = EditResult | 'emptied' | 'nothing'

interface ChangedCells {
  readonly results: readonly CellResult[]
  /** The numbers of cells that were left alone: locked ones, and others with several entries. */
  readonly locked: number
  readonly several: number
}

type Done = Texts['done']

export function clearedNotice(changed: ChangedCells, done: Done): string {
  const cleared = taken(changed)
  return sentences(
    cleared > 0 && done.cleared(cleared),
    ...leftAlone(changed, done),
    refusedCells(changed.results, done),
    contestedCells(changed.results, done),
  )
}

/** `outside`, `blank`: the numbers of values that did not fit, and of blanks above cells with hours. */
export function pastedNotice(
  changed: ChangedCells & { readonly outside: number; readonly blank: number },
  done: Done,
): string {
  const { results, outside, blank } = changed
  const pasted = taken(changed)
  const empty = count(results, 'emptied')
  return sentences(
    pasted > 0 ? done.pasted(pasted) : empty === 0 && done.pastedNothing,
    empty > 0 && done.cleared(empty),
    outside > 0 && done.pastedOutside(outside),
    ...leftAlone(changed, done),
    blank > 0 && done.pastedBlank(blank),
    refusedCells(results, done),
    contestedCells(results, done),
  )
}

export function filledNotice(changed: ChangedCells, done: Done): string {
  const filled = taken(changed)
  return sentences(
    filled > 0 ? done.filled(filled) : done.nothingToFill,
    ...leftAlone(changed, done),
    refusedCells(changed.results, done),
    contestedCells(changed.results, done),
    filled > 0 && done.canUndo,
  )
}

export function nothingCopiedNotice({ locked }: CopyPlan, from: CopySource, done: Done): string {
  return sentences(done.nothingToCopy[from], locked > 0 && done.copiedLocked(locked))
}

interface CopiedCells {
  readonly results: readonly CellResult[]
  readonly plan: CopyPlan
  readonly from: CopySource
  readonly minutes: number
}

export function copiedNotice({ results, plan, from, minutes }: CopiedCells, done: Done): string {
  const copied = plan.cells.length - count(results, 'refused')
  return sentences(
    done.copied[from](plan.projects.length, copied, minutes),
    plan.kept > 0 && done.copiedKept(plan.kept),
    plan.locked > 0 && done.copiedLocked(plan.locked),
    refusedCells(results, done),
    done.canUndo,
  )
}

function taken({ results }: ChangedCells): number {
  return count(results, 'stored') + count(results, 'same')
}

function count(results: readonly CellResult[], result: CellResult): number {
  return results.filter((one) => one === result).length
}

function leftAlone({ locked, several }: ChangedCells, done: Done): Notice[] {
  return [locked > 0 && done.pastedLocked(locked), several > 0 && done.pastedSeveral(several)]
}

function refusedCells(results: readonly CellResult[], done: Done): Notice {
  const refused = count(results, 'refused')
  return refused > 0 && done.copiedRefused(refused)
}
