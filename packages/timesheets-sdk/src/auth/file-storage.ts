import { resolve } from 'node:path'
import { withFileLock } from './file-lock.ts'
import type { KeyValueStorage } from './key-value-storage.ts'
import { formatVersion, inTurn, isObject, readContent, replaceFile } from './private-file.ts'

/**
 * Keeps a person's sign-in in one JSON file, for command lines. Node only; subpath
 * `timesheets-sdk/auth/file-cache`.
 *
 * The file has mode 0600 and is trusted, replaced and protected like that of `fileTokenCache`. `exclusive`
 * holds a lock file beside it, so that two processes do not use the same refresh token: an issuer that
 * rotates them would revoke the whole sign-in (RFC 9700 section 4.14.2).
 *
 * @throws the file system's error when the file cannot be written
 */
export function fileStorage(path: string): KeyValueStorage {
  const file = resolve(path)

  async function itemsIn(): Promise<Map<string, string>> {
    const { items } = await readContent(file)
    const entries = Object.entries(isObject(items) ? items : {})
    return new Map(entries.filter((entry): entry is [string, string] => typeof entry[1] === 'string'))
  }

  const change = (edit: (items: Map<string, string>) => void): Promise<void> =>
    inTurn(file, async () => {
      const items = await itemsIn()
      edit(items)
      await replaceFile(file, JSON.stringify({ version: formatVersion, items: Object.fromEntries(items) }))
    })

  return {
    getItem: async (key) => (await itemsIn()).get(key) ?? null,
    setItem: (key, value) => change((items) => void items.set(key, value)),
    removeItem: (key) => change((items) => void items.delete(key)),
    exclusive: (_name, work) => withFileLock(`${file}.lock`, work),
  }
}
