import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import type { Platform, Settings } from '../../examples/mobile/src/platform.ts'
import { sqliteExclusive } from '../../examples/mobile/src/sqlite-lock.ts'

/** The settings of a runtime of the application, as they can be handed to a worker. */
export interface PhoneSettings {
  /** The files of the phone. */
  readonly folder: string
  readonly settings: Settings
}

interface PhoneOptions {
  readonly folder: string
  readonly visitIssuer?: Platform['visitIssuer']
  /** Called when a lock is held by another runtime. */
  readonly onWait?: (fileName: string) => void
}

/** A phone in Node: its storages and locks are SQLite files that several runtimes share, as on Android. */
export function nodePhone({ folder, visitIssuer, onWait = () => {} }: PhoneOptions) {
  const exclusive = sqliteExclusive(async (fileName) => {
    const connection = new DatabaseSync(join(folder, fileName), { timeout: 0 })
    return {
      async execAsync(sql) {
        try {
          connection.exec(sql)
        } catch (error) {
          onWait(fileName)
          throw error
        }
      },
      closeAsync: async () => connection.close(),
    }
  })
  const platform: Platform = {
    secureStorage: { ...sqliteStorage(join(folder, 'secure.db')), exclusive },
    storage: { ...sqliteStorage(join(folder, 'plain.db')), exclusive },
    crypto: {
      getRandomValues: (bytes) => crypto.getRandomValues(bytes),
      sha256: (bytes) => crypto.subtle.digest('SHA-256', bytes),
    },
    randomUuid: () => crypto.randomUUID(),
    visitIssuer: visitIssuer ?? (async () => undefined),
  }
  return platform
}

/** Texts in a file. `texts`: all of them, for assertions about what is stored where. */
export function sqliteStorage(path: string) {
  const withItems = <T>(work: (items: DatabaseSync) => T): T => {
    const items = new DatabaseSync(path, { timeout: 5_000 })
    try {
      items.exec('CREATE TABLE IF NOT EXISTS items (key TEXT PRIMARY KEY, value TEXT NOT NULL)')
      return work(items)
    } finally {
      items.close()
    }
  }
  return {
    getItem: async (key: string) =>
      withItems((items) => {
        const row = items.prepare('SELECT value FROM items WHERE key = ?').get(key)
        return row === undefined ? null : String(row.value)
      }),
    setItem: async (key: string, value: string) =>
      withItems((items) => void items.prepare('INSERT OR REPLACE INTO items VALUES (?, ?)').run(key, value)),
    removeItem: async (key: string) =>
      withItems((items) => void items.prepare('DELETE FROM items WHERE key = ?').run(key)),
    texts: (): Record<string, string> =>
      withItems((items) =>
        Object.fromEntries(
          items
            .prepare('SELECT key, value FROM items')
            .all()
            .map(({ key, value }) => [String(key), String(value)]),
        ),
      ),
  }
}
