import type { Line } from './line.ts'

/** Where unsaved lines outlive a reload. */
export interface UnsavedStorage {
  read(): readonly Line[]
  write(lines: readonly Line[]): void
}

// Raised when the shape of a line changes: what an older version of this application wrote is not read then.
const format = 1

/**
 * The unsaved lines of one person in this tab's `sessionStorage`. They survive a reload; other people never
 * see them.
 */
export function sessionUnsavedStorage(userId: string, storage: Storage = sessionStorage): UnsavedStorage {
  const name = `timesheets:unsaved:${userId}`
  return {
    read() {
      try {
        const kept: unknown = JSON.parse(storage.getItem(name) ?? 'null')
        if (typeof kept !== 'object' || kept === null) return []
        const { format: keptFormat, lines } = kept as { format?: number; lines?: readonly Line[] }
        return keptFormat === format && Array.isArray(lines) ? lines : []
      } catch {
        return []
      }
    },
    write(lines) {
      try {
        if (lines.length === 0) storage.removeItem(name)
        else storage.setItem(name, JSON.stringify({ format, lines }))
      } catch {
        // Storage is full or forbidden: leaving the page still warns.
      }
    },
  }
}

export const noStorage: UnsavedStorage = { read: () => [], write: () => {} }
