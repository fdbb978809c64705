/** The value that this device has kept under a name; `undefined`: none, or none that can be read. */
export function readKept(name: string): unknown {
  try {
    return JSON.parse(localStorage.getItem(name) ?? 'null') ?? undefined
  } catch {
    return undefined
  }
}

/**
 * Keeps a value under a name; `undefined` and an empty list forget it. Returns whether it is kept: without
 * storage it holds until the page is left.
 */
export function keep(name: string, value: unknown): boolean {
  try {
    if (value === undefined || (Array.isArray(value) && value.length === 0)) localStorage.removeItem(name)
    else localStorage.setItem(name, JSON.stringify(value))
    return true
  } catch {
    // Storage is full or forbidden.
    return false
  }
}

/** A kept value as a list of texts. */
export function textsOf(kept: unknown): readonly string[] {
  return Array.isArray(kept) ? kept.filter((text) => typeof text === 'string') : []
}
