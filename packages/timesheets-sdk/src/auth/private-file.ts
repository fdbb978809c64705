import { constants } from 'node:fs'
import { type FileHandle, mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'

export const formatVersion = 1
const maxFileBytes = 1024 * 1024
/** Longer than any write takes: what is older was left by a process that died. */
const abandonedAfterMs = 60_000

const turns = new Map<string, Promise<void>>()

/**
 * Runs what changes one file one after the other, as each change reads first. Other processes are not waited
 * for.
 */
export function inTurn(file: string, work: () => Promise<void>): Promise<void> {
  const turn = (turns.get(file) ?? Promise.resolve()).then(work)
  const settled = turn.catch(() => {})
  turns.set(file, settled)
  settled.then(() => {
    if (turns.get(file) === settled) turns.delete(file)
  })
  return turn
}

/**
 * The object in a file that only its owner can read; an empty one if there is none, or it cannot be trusted.
 */
export async function readContent(file: string): Promise<Record<string, unknown>> {
  try {
    const content = await readPrivateFile(file, maxFileBytes)
    return content?.version === formatVersion ? content : {}
  } catch {
    return {}
  }
}

/**
 * The object in a file that only its owner can read, or `undefined` if the file is missing.
 *
 * @throws {Error} when the file cannot be read or trusted, or holds something else
 */
export async function readPrivateFile(
  file: string,
  maximumBytes: number,
): Promise<Record<string, unknown> | undefined> {
  let handle: FileHandle | undefined
  try {
    handle = await open(file, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0))
    await checkTrust(handle, maximumBytes)
    const content: unknown = JSON.parse(await handle.readFile('utf8'))
    if (isObject(content)) return content
    throw new Error('it holds no JSON object')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
    throw error
  } finally {
    await handle?.close()
  }
}

async function checkTrust(handle: FileHandle, maximumBytes: number): Promise<void> {
  const stats = await handle.stat()
  if (!stats.isFile()) throw new Error('it is not a regular file')
  if (stats.size > maximumBytes) throw new Error(`it has more than ${maximumBytes} bytes`)
  if (process.getuid === undefined) return
  if (stats.uid !== process.getuid()) throw new Error('it belongs to another user')
  if ((stats.mode & 0o077) !== 0) throw new Error('others can read it (chmod 600 it)')
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}

/** Writes a file beside it, makes it durable, and puts it in the old one's place. */
export async function replaceFile(file: string, content: string): Promise<void> {
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
    await syncDirectory(directory)
  } catch (error) {
    await rm(draft, { force: true })
    throw error
  }
}

/** Makes a rename durable. Some file systems, and Windows, have no such thing. */
async function syncDirectory(directory: string): Promise<void> {
  try {
    const handle = await open(directory, constants.O_RDONLY)
    await handle.sync().finally(() => handle.close())
  } catch {
    // The file is in its place all the same.
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
