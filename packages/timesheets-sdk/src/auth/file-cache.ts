import { resolve } from 'node:path'
import { formatVersion, inTurn, isObject, readContent, replaceFile } from './private-file.ts'
import type { CachedToken, TokenCache } from './token-cache.ts'

export { fileStorage } from './file-storage.ts'

export interface FileTokenCacheOptions {
  /** Milliseconds since the epoch, for dropping expired tokens. Default: `Date.now`. */
  readonly now?: () => number
}

/**
 * Keeps tokens in one JSON file, so that each run of a command need not ask for a new one. Node only; subpath
 * `timesheets-sdk/auth/file-cache`.
 *
 * The file has mode 0600, in a directory that is created with 0700 where it is missing. As ssh does with
 * keys, a file that others can read, that belongs to someone else or is a symbolic link is not trusted: it
 * counts as empty, and the next write replaces it. So does one that is damaged or holds something else.
 * (Windows has no modes; there the directory's access list has to do.) A write replaces the whole file at
 * once, so no reader ever sees half of one; expired tokens are dropped with it. Two processes that write at
 * the same moment may lose one of the two tokens, which costs one more request. Tokens are not encrypted.
 *
 * @throws the file system's error, from `set` and `delete`, when the file cannot be written.
 */
export function fileTokenCache(path: string, options: FileTokenCacheOptions = {}): TokenCache {
  const { now = Date.now } = options
  const file = resolve(path)

  const change = (edit: (tokens: Map<string, CachedToken>) => boolean): Promise<void> =>
    inTurn(file, async () => {
      const tokens = await readTokens(file)
      if (!edit(tokens)) return
      for (const [key, { expiresAtMs }] of tokens) if (expiresAtMs <= now()) tokens.delete(key)
      await replaceFile(file, JSON.stringify({ version: formatVersion, tokens: Object.fromEntries(tokens) }))
    })

  return {
    async get(key) {
      return (await readTokens(file)).get(key)
    },
    set: (key, { accessToken, obtainedAtMs, expiresAtMs }) =>
      change((tokens) => tokens.set(key, { accessToken, obtainedAtMs, expiresAtMs }) === tokens),
    delete: (key) => change((tokens) => tokens.delete(key)),
  }
}

async function readTokens(file: string): Promise<Map<string, CachedToken>> {
  const tokens = new Map<string, CachedToken>()
  const { tokens: stored } = await readContent(file)
  for (const [key, token] of Object.entries(isObject(stored) ? stored : {}))
    if (isCachedToken(token)) tokens.set(key, token)
  return tokens
}

function isCachedToken(value: unknown): value is CachedToken {
  return (
    isObject(value) &&
    typeof value.accessToken === 'string' &&
    Number.isFinite(value.obtainedAtMs) &&
    Number.isFinite(value.expiresAtMs)
  )
}
