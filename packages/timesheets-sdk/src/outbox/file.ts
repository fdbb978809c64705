import { createHash } from 'node:crypto'
import { resolve } from 'node:path'
import { withFileLock } from '../auth/file-lock.ts'
import type { KeyValueStorage } from '../auth/key-value-storage.ts'
import { formatVersion, inTurn, isObject, readPrivateFile, replaceFile } from '../auth/private-file.ts'
import { OutboxError } from './errors.ts'

/** Enough for the queues of several people, each of a thousand changes. */
const maximumBytes = 64 * 1024 * 1024

/**
 * Keeps queues in one JSON file, for programs that run in Node. Subpath `timesheets-sdk/outbox/file`.
 *
 * The file has mode 0600 and is replaced as a whole. Unlike a file of tokens, one that cannot be read or
 * trusted is an error, and is not replaced: it may hold the only copy of somebody's hours. Processes on one
 * machine are kept apart by lock files beside it.
 *
 * @throws {OutboxError} `unreadable`
 * @throws the file system's error when the file cannot be written
 */
export function fileOutboxStorage(path: string): KeyValueStorage {
  const file = resolve(path)

  async function items(): Promise<Record<string, string>> {
    try {
      const content = await readPrivateFile(file, maximumBytes)
      if (content === undefined) return {}
      const { version, items } = content
      if (version === formatVersion && isObject(items)) return items as Record<string, string>
      throw new Error('it has another format')
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error)
      throw new OutboxError(
        'unreadable',
        `Cannot read the queue in ${file}: ${reason}. Fix the file, or move it away to begin an empty queue.`,
        { cause: error },
      )
    }
  }

  const change = (edit: (items: Record<string, string>) => void): Promise<void> =>
    inTurn(file, () =>
      // Other owners' queues are in the same file, and their locks have other names.
      withFileLock(`${file}.lock`, async () => {
        const kept = await items()
        edit(kept)
        await replaceFile(file, JSON.stringify({ version: formatVersion, items: kept }))
      }),
    )

  return {
    getItem: async (key) => (await items())[key] ?? null,
    setItem: (key, value) =>
      change((kept) => {
        kept[key] = value
      }),
    removeItem: (key) =>
      change((kept) => {
        delete kept[key]
      }),
    exclusive: (name, work) => withFileLock(`${file}.${shortHash(name)}.lock`, work),
  }
}

/** Names hold people's ids, of any length and with any character. */
function shortHash(name: string): string {
  return createHash('sha256').update(name).digest('hex').slice(0, 16)
}
