import { resolve } from 'node:path'
import { FORMAT_VERSION, inTurn, isObject, readContent, replaceFile } from './private-file.ts'
import type { CachedToken, TokenCache } from './token-cache.ts'

<<<<<<< HEAD
export { fileStorage } from './file-storage.ts'
=======
const formatVersion = 1
const maxFileBytes = 1024 * 1024
/** Longer than any write takes: what is older was left by a process that died. */
const abandonedAfterMs = 60_000
>>>>>>> 6675556 (wip)

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

<<<<<<< HEAD
=======
async function readContent(file: string): Promise<object> {
  let handle: FileHandle | undefined
  try {
    handle = await open(file, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0))
    if (!(await isTrusted(handle))) return {}
    const content: unknown = JSON.parse(await handle.readFile('utf8'))
    return isObject(content) && content.version === formatVersion && isObject(content.tokens)
      ? content.tokens
      : {}
  } catch {
    return {}
  } finally {
    await handle?.close()
  }
}

async function isTrusted(handle: FileHandle): Promise<boolean> {
  const stats = await handle.stat()
  if (!stats.isFile() || stats.size > maxFileBytes) return false
  return process.getuid === undefined || (stats.uid === process.getuid() && (stats.mode & 0o077) === 0)
}

>>>>>>> 6675556 (wip)
function isCachedToken(value: unknown): value is CachedToken {
  return (
    isObject(value) &&
    typeof value.accessToken === 'string' &&
    Number.isFinite(value.obtainedAtMs) &&
    Number.isFinite(value.expiresAtMs)
  )
}
<<<<<<< HEAD
=======

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}

/** Writes a file beside it, makes it durable, and puts it in the old one's place. */
async function replaceFile(file: string, content: string): Promise<void> {
  const directory = dirname(file)
  await mkdir(directory, { recursive: true, mode: 0o700 })
  await removeAbandoned(file)
  const draft = `${file}.${crypto.randomUUID()}.tmp`
  try {
    const handle = await open(draft, 'wx', 0o600)
    try {
      await handle.writeFile(content)
      await handle.sync()
    } finally {
      await handle.close()
    }
    await rename(draft, file)
  } catch (error) {
    await rm(draft, { force: true })
    throw error
  }
}

/** Drafts of processes that were killed hold tokens too. */
async function removeAbandoned(file: string): Promise<void> {
  const directory = dirname(file)
  const start = `${basename(file)}.`
  for (const name of await readdir(directory)) {
    if (!name.startsWith(start) || !name.endsWith('.tmp')) continue
    const draft = join(directory, name)
    const changedAtMs = await stat(draft).then(
      ({ mtimeMs }) => mtimeMs,
      () => Number.POSITIVE_INFINITY,
    )
    if (changedAtMs < Date.now() - abandonedAfterMs) await rm(draft, { force: true })
  }
}
>>>>>>> 6675556 (wip)
