import { link, mkdir, open, readFile, rename, rm, stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'

const pollMs = 50
/**
 * Longer than any renewal takes: an older lock belongs to a process that hangs, or to a reused process id.
 */
const abandonedAfterMs = 120_000

/**
 * Runs work while this process holds a lock file. Waits for other holders; a lock whose process has ended is
 * taken over. The file holds the process id, so all holders must be on one machine.
 */
export async function withFileLock<T>(path: string, work: () => Promise<T>): Promise<T> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 })
  while (!(await tryToLock(path))) {
    if (await isAbandoned(path)) await remove(path)
    else await wait(pollMs)
  }
  try {
    return await work()
  } finally {
    await rm(path, { force: true })
  }
}

async function tryToLock(path: string): Promise<boolean> {
  try {
    const handle = await open(path, 'wx', 0o600)
    await handle.writeFile(String(process.pid)).finally(() => handle.close())
    return true
  } catch (error) {
    if (isCode(error, 'EEXIST')) return false
    throw error
  }
}

async function isAbandoned(path: string): Promise<boolean> {
  try {
    const { mtimeMs } = await stat(path)
    if (Date.now() - mtimeMs > abandonedAfterMs) return true
    const holder = Number(await readFile(path, 'utf8'))
    // Empty: the holder has created the file and is about to write.
    return Number.isInteger(holder) && holder > 0 && !isRunning(holder)
  } catch {
    // It has just been released.
    return false
  }
}

/** Removes an abandoned lock, unless another process has replaced it in the meantime. */
async function remove(path: string): Promise<void> {
  const aside = `${path}.${crypto.randomUUID()}`
  try {
    await rename(path, aside)
  } catch {
    return
  }
  if (!(await isAbandoned(aside))) await link(aside, path).catch(() => {})
  await rm(aside, { force: true })
}

function isRunning(processId: number): boolean {
  try {
    process.kill(processId, 0)
    return true
  } catch (error) {
    // EPERM: it runs, as another user.
    return !isCode(error, 'ESRCH')
  }
}

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code
}
