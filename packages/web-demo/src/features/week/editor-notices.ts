import type { Texts } from '../../texts/en.ts'
import type { Cell } from './grid-model.ts'

type Notice = string | false

/** Sorts cells: those that take text, and the numbers of locked cells and of others with several entries. */
export function sorted(cells: readonly Cell[]): { open: Cell[]; locked: number; several: number } {
  const unlocked = cells.filter(({ lock }) => lock === undefined)
  const open = unlocked.filter(({ lines }) => lines.length < 2)
  return { open, locked: cells.length - unlocked.length, several: unlocked.length - open.length }
}

export function count(results: readonly unknown[], result: string): number {
  return results.filter((one) => one === result).length
}

/** Joins the parts of a notice that apply. */
export function sentences(...parts: readonly Notice[]): string {
  return parts.filter(Boolean).join(' ')
}

export function leftAlone(
  { locked, several }: { readonly locked: number; readonly several: number },
  done: Texts['done'],
): Notice[] {
  return [locked > 0 && done.pastedLocked(locked), several > 0 && done.pastedSeveral(several)]
}

export function refusedCells(results: readonly unknown[], done: Texts['done']): Notice {
  const refused = count(results, 'refused')
  return refused > 0 && done.copiedRefused(refused)
}

export function contestedCells(results: readonly unknown[], done: Texts['done']): Notice {
  const contested = count(results, 'contested')
  return contested > 0 && done.contested(contested)
}
