/** Whether a text has the form of an ISO 4217 currency. */
export function isCurrency(text: string): boolean {
  return /^[A-Z]{3}$/.test(text)
}

/** The number of decimals of a currency's smallest unit, as in ISO 4217: 2 for EUR, 0 for JPY. */
function decimalsOf(currency: string): number {
  const format = new Intl.NumberFormat('en', { style: 'currency', currency })
  return format.resolvedOptions().maximumFractionDigits ?? 2
}

/** Whether an amount is a whole number of the currency's smallest units. */
export function isInMinorUnits(amount: number, currency: string): boolean {
  const { exponent, decimals } = partsOf(amount)
  return exponent === undefined && decimals.length <= decimalsOf(currency)
}

/** An amount in the smallest unit of its currency, read from its decimals. Further decimals round half up. */
export function minorUnitsOf(amount: number, currency: string): number {
  const { whole, decimals, exponent } = partsOf(amount)
  if (exponent !== undefined) return 0
  const places = decimalsOf(currency)
  const kept = Number(whole + decimals.slice(0, places).padEnd(places, '0'))
  return Number(decimals[places] ?? '0') >= 5 ? kept + 1 : kept
}

/** Smallest units as a decimal number: 12345 of EUR are `123.45`. */
export function decimalText(minorUnits: number, currency: string): string {
  const places = decimalsOf(currency)
  if (places === 0) return String(minorUnits)
  const digits = String(minorUnits).padStart(places + 1, '0')
  return `${digits.slice(0, -places)}.${digits.slice(-places)}`
}

/** The smallest units of an amount as {@link decimalText} writes it. */
export function minorUnitsOfText(amount: string): number {
  return Number(amount.replace('.', ''))
}

/** The reason why hours have no amount. */
export const noRate = 'the project has no rate for this person on this day'

/**
 * The price of minutes at a rate per hour, both in the smallest unit of the currency; half a unit rounds up.
 * An amount of several entries is the sum of their amounts: so any grouping has the same total.
 */
export function minorUnitsFor(minutes: number, ratePerHour: number): number {
  // Whole numbers below 2^53: the division has no remainder.
  const doubled = minutes * ratePerHour * 2 + 60
  return (doubled - (doubled % 120)) / 120
}

/** A number that is not negative, in its shortest decimal notation. */
function partsOf(amount: number) {
  const [mantissa = '', exponent] = String(amount).split('e')
  const [whole = '', decimals = ''] = mantissa.split('.')
  return { whole, decimals, exponent }
}
