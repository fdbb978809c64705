import type { Line } from './line.ts'

/** Where things that are not sent yet outlive a reload. */
export interface UnsentStorage<Item> {
  read(): readonly Item[]
  write(items: readonly Item[]): void
}

/** Where unsaved lines outlive a reload. */
export type UnsavedStorage = UnsentStorage<Line>

// Raised when the shape of an item changes: what an older version of this application wrote is not read then.
const format = 1

/** The unsaved lines of one person in this tab. */
export function sessionUnsavedStorage(userId: string, storage?: Storage): UnsavedStorage {
  return sessionStorageOf('unsaved', userId, storage)
}

/**
 * Unsent things of one person, in this tab's `sessionStorage`: they survive a reload; other people never see
 * them.
 */
export function sessionStorageOf<Item>(
  kind: string,
  userId: string,
  storage: Storage | undefined = tabStorage(),
): UnsentStorage<Item> {
  const name = `timesheets:${kind}:${userId}`
  return {
    read() {
      try {
        const kept: unknown = JSON.parse(storage?.getItem(name) ?? 'null')
        if (typeof kept !== 'object' || kept === null) return []
        const { format: keptFormat, lines } = kept as { format?: number; lines?: readonly Item[] }
        return keptFormat === format && Array.isArray(lines) ? lines : []
      } catch {
        return []
      }
    },
    write(lines) {
      try {
        if (lines.length === 0) storage?.removeItem(name)
        else storage?.setItem(name, JSON.stringify({ format, lines }))
      } catch {
        // Storage is full or forbidden: leaving the page still warns.
      }
    },
  }
}

/** The browser denies it to a page whose cookies are blocked. */
function tabStorage(): Storage | undefined {
  try {
    return sessionStorage
  } catch {
    return undefined
  }
}

export const noStorage: UnsentStorage<never> = { read: () => [], write: () => {} }
