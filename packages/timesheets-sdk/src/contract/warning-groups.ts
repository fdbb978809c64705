import type { BatchItem } from './batch.ts'

/** The warnings with one code. `Place` says where they occurred, as an index or a line. */
export interface WarningGroup<Place> {
  readonly code: string
  /** The number of warnings. */
  readonly count: number
  /** The first warnings, at most {@link mostWarningsKept}. */
  readonly first: readonly (Place & { readonly message: string })[]
}

/** A file of a million rows can have as many warnings. The first few of a code explain the others. */
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

  /** The groups, in the order in which their codes first occurred. */
  list(): WarningGroup<Place>[] {
    return [...this.#groups].map(([code, { count, first }]) => ({ code, count, first: [...first] }))
  }
}
