/** Whether two records are equal as JSON, regardless of member order and `updatedAt`. */
export function isSameContent(a: object, b: object): boolean {
  return isSameJson({ ...a, updatedAt: undefined }, { ...b, updatedAt: undefined })
}

/** Whether two values are equal as JSON, regardless of member order. */
export function isSameJson(a: unknown, b: unknown): boolean {
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return a === b
  const [one, other] = [a as Record<string, unknown>, b as Record<string, unknown>]
  const names = new Set([...Object.keys(one), ...Object.keys(other)])
  return [...names].every((name) => isSameJson(one[name], other[name]))
}
