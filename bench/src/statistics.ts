/** The median of some numbers. @throws {RangeError} when there are none */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = sorted.length / 2
  const upper = sorted[Math.floor(middle)]
  const lower = sorted[Math.ceil(middle) - 1]
  if (upper === undefined || lower === undefined) throw new RangeError('a median needs a value')
  return (lower + upper) / 2
}

/** A ratio: that of the medians, with the smallest and the largest ratio of a pair. */
export interface Ratio {
  readonly median: number
  readonly minimum: number
  readonly maximum: number
}

/** @param values in the order of `others`: samples of the same round are a pair */
export function ratioOf(values: readonly number[], others: readonly number[]): Ratio {
  const pairs = values.map((value, round) => value / (others[round] ?? Number.NaN))
  return {
    median: median(values) / median(others),
    minimum: Math.min(...pairs),
    maximum: Math.max(...pairs),
  }
}
