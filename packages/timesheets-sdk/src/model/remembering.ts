/**
 * The same pure function of a text, which remembers its results. For functions that are called with the same
 * few texts again and again.
 *
 * @param maximum when it remembers so many, it forgets all
 */
export function remembering<T>(compute: (text: string) => T, maximum = 2_000): (text: string) => T {
  const results = new Map<string, T>()
  return (text) => {
    let result = results.get(text)
    if (result === undefined) {
      result = compute(text)
      if (results.size >= maximum) results.clear()
      results.set(text, result)
    }
    return result
  }
}
