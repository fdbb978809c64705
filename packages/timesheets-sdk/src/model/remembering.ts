/**
 * The same pure function of a text or number, which remembers its results. For functions that are called with
 * the same few again and again.
 *
 * @param maximum when it remembers so many, it forgets all
 */
export function remembering<Key extends string | number, T>(
  compute: (key: Key) => T,
  maximum = 2_000,
): (key: Key) => T {
  const results = new Map<Key, T>()
  return (key) => {
    let result = results.get(key)
    if (result === undefined) {
      result = compute(key)
      if (results.size >= maximum) results.clear()
      results.set(key, result)
    }
    return result
  }
}
