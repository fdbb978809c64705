import { useRef, useState } from 'react'

export interface RowSelection {
  readonly selected: ReadonlySet<string>
  /** Selects a row or not; with `isRange` all rows from the last one that was clicked. */
  toggle(id: string, isRange: boolean): void
  select(ids: readonly string[]): void
}

/** The selected rows of a list. `ids`: those that can be selected, in their order. */
export function useRowSelection(ids: readonly string[]): RowSelection {
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const anchor = useRef<string>(undefined)
  // A row that has left the list, or is being changed, is not selected.
  const selected = new Set(ids.filter((id) => chosen.has(id)))
  return {
    selected,
    toggle(id, isRange) {
      setChosen(withToggled(selected, ids, id, isRange ? anchor.current : undefined))
      anchor.current = id
    },
    select(all) {
      setChosen(new Set(all))
      anchor.current = undefined
    },
  }
}

/** The selection after a click on `id`: the rows from `anchor` to it become what it becomes. */
export function withToggled(
  selected: ReadonlySet<string>,
  ids: readonly string[],
  id: string,
  anchor = id,
): ReadonlySet<string> {
  const from = ids.indexOf(anchor)
  const to = ids.indexOf(id)
  const range = from < 0 ? [id] : ids.slice(Math.min(from, to), Math.max(from, to) + 1)
  const changed = new Set(selected)
  for (const one of range) {
    if (selected.has(id)) changed.delete(one)
    else changed.add(one)
  }
  return changed
}
