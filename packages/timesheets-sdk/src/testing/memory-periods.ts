import type { ClosingRecord, PeriodLine } from '../model/period.ts'
import { isInForce } from '../model/period.ts'

/** Closings and their lines. */
export class MemoryPeriods {
  readonly #closings = new Map<string, { closing: ClosingRecord; readonly lines: readonly PeriodLine[] }>()

  get closings(): ClosingRecord[] {
    return Array.from(this.#closings.values(), ({ closing }) => closing)
  }

  /** The lines of a closing, in order; without one, none. */
  linesOf(closing: Pick<ClosingRecord, 'period' | 'version'> | undefined): readonly PeriodLine[] {
    return (closing && this.#closings.get(keyOf(closing))?.lines) ?? []
  }

  /** The lines of all closings in force. */
  linesInForce(): PeriodLine[] {
    return this.closings.filter(isInForce).flatMap((closing) => this.linesOf(closing))
  }

  /** Stores a closing, or its reopening. */
  put(closing: ClosingRecord, lines = this.linesOf(closing)): void {
    this.#closings.set(keyOf(closing), { closing, lines })
  }

  clear(): void {
    this.#closings.clear()
  }
}

function keyOf({ period, version }: Pick<ClosingRecord, 'period' | 'version'>): string {
  return `${period} ${version}`
}
