import { type FileHandle, open } from 'node:fs/promises'
import { writeOwnFile } from '../io/files/draft-file.ts'
import { UsageError } from '../io/outcome/errors.ts'
import { type SettingName, settingDefinitions, settingNamed } from './definitions.ts'

export type FileSettings = Readonly<Partial<Record<SettingName, string>>>

/**
 * Reads the file of settings. A file that is not there holds nothing, nor does one that has no place.
 *
 * @throws {UsageError} when it can't be read, or is not what `timesheets config` writes
 */
export async function readConfigFile(path: string | undefined): Promise<FileSettings> {
  if (path === undefined) return {}
  const settings: Partial<Record<SettingName, string>> = {}
  for (const [key, value] of Object.entries(await readObject(path))) {
    const name = settingNamed(key)
    if (name === undefined) throw new UsageError(`${path} holds ${key}, which is not a setting: remove it`)
    if (typeof value !== 'string') throw new UsageError(`${path}: ${key} is not a text`)
    settings[name] = value
  }
  return settings
}

/** Writes the file of settings, whole or not at all, for its owner's eyes alone. */
export async function writeConfigFile(path: string, settings: FileSettings): Promise<void> {
  const content = Object.fromEntries(
    Object.entries(settings).map(([name, value]) => [settingDefinitions[name as SettingName].key, value]),
  )
  await writeOwnFile(path, `${JSON.stringify(content, undefined, 2)}\n`)
}

async function readObject(path: string): Promise<object> {
  const text = await readText(path)
  if (text === undefined) return {}
  try {
    const content: unknown = JSON.parse(text)
    if (typeof content === 'object' && content !== null && !Array.isArray(content)) return content
  } catch {
    // A parser's message may quote the file, which holds secrets.
  }
  throw new UsageError(`${path} is not a JSON object: fix it, or remove it and use timesheets config set`)
}

async function readText(path: string): Promise<string | undefined> {
  let file: FileHandle | undefined
  try {
    file = await open(path)
    await assertTrusted(file, path)
    // Editors on Windows write a byte order mark.
    return (await file.readFile('utf8')).replace(/^\ufeff/, '')
  } catch (error) {
    if (error instanceof UsageError) throw error
    if (codeOf(error) === 'ENOENT') return undefined
    throw new UsageError(`${path} can't be read (${codeOf(error)})`)
  } finally {
    await file?.close()
  }
}

/**
 * As ssh does with its own files: a file that somebody else can write is not read, since it says where
 * secrets are sent to. One that others can read is, as no more harm comes of it than is done. (Windows has no
 * modes.)
 */
async function assertTrusted(file: FileHandle, path: string): Promise<void> {
  const { mode, uid } = await file.stat()
  const own = process.getuid?.()
  if (own === undefined) return
  const next = `Check what is in it, then run: chmod go-w '${path}'`
  if ((mode & 0o022) !== 0)
    throw new UsageError(`${path} can be changed by other users, and is not read. ${next}`)
  if (uid !== own && uid !== 0) {
    throw new UsageError(
      `${path} belongs to another user, and is not read. Use a file of your own: see TIMESHEETS_CONFIG`,
    )
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'unknown error'
}
