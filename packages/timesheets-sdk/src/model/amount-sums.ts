import { decimalText, minorUnitsOfText, noRate } from './money.ts'
import type { ClosedAmount } from './period.ts'

/** Sums of amounts by currency. Amounts of different currencies are never added. */
export class AmountSums {
  readonly #sums = new Map<string, { readonly minutes: number; readonly minorUnits: number }>()

  /** Adds the amount of hours. An empty currency has no rate; without a currency there are no amounts. */
  add({ minutes, currency, amount = '0' }: Partial<ClosedAmount> & Pick<ClosedAmount, 'minutes'>): void {
    if (currency === undefined) return
    const before = this.#sums.get(currency) ?? { minutes: 0, minorUnits: 0 }
    this.#sums.set(currency, {
      minutes: before.minutes + minutes,
      minorUnits: before.minorUnits + minorUnitsOfText(amount),
    })
  }

  /** The sums by currency; those without a rate come first. */
  list(): ClosedAmount[] {
    return [...this.#sums]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([currency, { minutes, minorUnits }]) => ({
        currency,
        minutes,
        ...(currency === '' ? { noAmount: noRate } : { amount: decimalText(minorUnits, currency) }),
      }))
  }
}
