import type { BatchItem } from './batch.ts'

/** What the rules warned of by one code. `Place` says where, as an index or a line. */
export interface WarningGroup<Place> {
  readonly code: string
  /** How often. */
  readonly count: number
  /** The first of them, {@link mostWarningsKept} at most. */
  readonly first: readonly (Place & { readonly message: string })[]
}

/** A file of a million rows may warn as often: the first few of a code tell what is wrong with the others. */
export const mostWarningsKept = 10

/** Counts warnings by their code, and keeps the first few of each. */
export class WarningGroups<Place extends object> {
  readonly #groups = new Map<string, { count: number; first: (Place & { readonly message: string })[] }>()

  add(place: Place, warnings: NonNullable<BatchItem['warnings']>): void {
    for (const { code, message } of warnings) {
      const group = this.#groups.get(code) ?? { count: 0, first: [] }
      this.#groups.set(code, group)
      group.count++
      if (group.first.length < mostWarningsKept) group.first.push({ ...place, message })
    }
  }

  /** In the order in which their codes came up. */
  list(): WarningGroup<Place>[] {
    return [...this.#groups].map(([code, { count, first }]) => ({ code, count, first: [...first] }))
  }
}
