import type { BatchItem } from '../../contract/batch.ts'
import { mostWarningsKept } from '../../contract/warning-groups.ts'
import type { Parcel } from './lane.ts'
import type { RejectionGroup } from './options.ts'

/** Counts rejected entries by the code of their problem, and keeps the first few of each. */
export class Rejections {
  readonly #groups = new Map<string, { count: number; first: RejectionGroup['first'][number][] }>()

  add({ index, externalId }: Parcel<unknown>, problem: NonNullable<BatchItem['problem']>): void {
    const group = this.#groups.get(problem.code) ?? { count: 0, first: [] }
    this.#groups.set(problem.code, group)
    group.count++
    if (group.first.length < mostWarningsKept) group.first.push({ index, externalId, problem })
  }

  /** The groups, in the order in which their codes first occurred. */
  list(): RejectionGroup[] {
    return [...this.#groups].map(([code, { count, first }]) => ({ code, count, first: [...first] }))
  }
}
