/**
 * Somewhere to keep texts: `localStorage` and `sessionStorage` are such, and so is a phone's secure store.
 */
export interface KeyValueStorage {
  getItem(key: string): string | null | Promise<string | null>
  setItem(key: string, value: string): void | Promise<void>
  removeItem(key: string): void | Promise<void>
  /**
   * Runs work that no other user of this storage runs at the same time under the same name, in this process
   * or another. If missing, Web Locks are used if the platform has them.
   */
  exclusive?<T>(name: string, work: () => Promise<T>): Promise<T>
}

/** Keeps texts as long as the page, or the process, lives. */
export function memoryStorage(): KeyValueStorage {
  const items = new Map<string, string>()
  return {
    getItem: (key) => items.get(key) ?? null,
    setItem: (key, value) => void items.set(key, value),
    removeItem: (key) => void items.delete(key),
  }
}

/** The tab's own storage where there is one that may be used: a browser may forbid even to look at it. */
export function tabStorage(): KeyValueStorage {
  try {
    return globalThis.sessionStorage ?? memoryStorage()
  } catch {
    return memoryStorage()
  }
}

/**
 * The object or list that is kept under a key, or `undefined` where there is none. What it holds is not
 * checked.
 */
export async function readJson(storage: KeyValueStorage, key: string): Promise<unknown> {
  const text = await storage.getItem(key)
  try {
    return text === null ? undefined : JSON.parse(text)
  } catch {
    return undefined
  }
}
