import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'

/** Whether `output` exists and is as new as every file in `inputs`, which are files or folders. */
export async function isUpToDate(output: string, inputs: readonly string[]): Promise<boolean> {
  const builtAtMs = await modifiedAtMs(output)
  if (builtAtMs === undefined) return false
  const changedAtMs = await Promise.all(inputs.map(newestMs))
  return builtAtMs >= Math.max(...changedAtMs)
}

async function modifiedAtMs(path: string): Promise<number | undefined> {
  try {
    return (await stat(path)).mtimeMs
  } catch {
    return undefined
  }
}

async function newestMs(path: string): Promise<number> {
  const status = await stat(path)
  if (!status.isDirectory()) return status.mtimeMs
  const files = await readdir(path, { recursive: true, withFileTypes: true })
  const times = files
    .filter((file) => file.isFile())
    .map((file) => modifiedAtMs(join(file.parentPath, file.name)))
  return Math.max(0, ...(await Promise.all(times)).filter((time) => time !== undefined))
}
