import type { ClosedAmount } from 'timesheets-sdk/model'
import type { Formats } from '../texts/formats.ts'

/**
 * Sums by currency as texts beside each other: different currencies are never added.
 *
 * @param withoutRate says how many minutes have no rate
 */
export function amountTexts(
  amounts: readonly ClosedAmount[],
  { money }: Pick<Formats, 'money'>,
  withoutRate: (minutes: number) => string,
): string[] {
  return amounts.map(({ currency, minutes, amount }) =>
    amount === undefined ? withoutRate(minutes) : money(Number(amount), currency),
  )
}
