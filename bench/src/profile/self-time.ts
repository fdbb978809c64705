/** Processor time that one function spent in its own code, without the functions it called. */
export interface SelfTime {
  /** A package, a file of this project, or a part of Node. */
  readonly module: string
  readonly name: string
  readonly microseconds: number
}

/** The largest shares of the total, grouped by `keyOf`. */
export function topOf(
  times: readonly SelfTime[],
  keyOf: (time: SelfTime) => string,
  count: number,
): { readonly name: string; readonly share: number }[] {
  const sums = new Map<string, number>()
  let whole = 0
  for (const time of times) {
    const key = keyOf(time)
    sums.set(key, (sums.get(key) ?? 0) + time.microseconds)
    whole += time.microseconds
  }
  return [...sums]
    .map(([name, microseconds]) => ({ name, share: microseconds / whole }))
    .sort((a, b) => b.share - a.share)
    .slice(0, count)
}
