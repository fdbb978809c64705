import { mkdir, readFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { DraftFile } from '../io/draft-file.ts'
import { UsageError } from '../io/errors.ts'
import { type SettingName, settingDefinitions, settingNamed } from './definitions.ts'

export type FileSettings = Readonly<Partial<Record<SettingName, string>>>

/**
 * Reads the file of settings. A file that is not there holds nothing.
 *
 * @throws {UsageError} when it can't be read, or is not what `timesheets config` writes
 */
export async function readConfigFile(path: string): Promise<FileSettings> {
  const settings: Partial<Record<SettingName, string>> = {}
  for (const [key, value] of Object.entries(await readObject(path))) {
    const name = settingNamed(key)
    if (name === undefined) throw new UsageError(`${path} holds ${key}, which is no setting: remove it`)
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
  await mkdir(dirname(path), { recursive: true, mode: 0o700 }).catch((error) => {
    throw new UsageError(`${path} can't be written (${codeOf(error)})`)
  })
  const file = await DraftFile.create(path, 0o600)
  await file.write(`${JSON.stringify(content, undefined, 2)}\n`)
  await file.finish()
}

async function readObject(path: string): Promise<object> {
  let text: string
  try {
    text = await readFile(path, 'utf8')
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return {}
    throw new UsageError(`${path} can't be read (${codeOf(error)})`)
  }
  try {
    const content: unknown = JSON.parse(text)
    if (typeof content === 'object' && content !== null && !Array.isArray(content)) return content
  } catch {
    // What a parser says of a broken file may quote it, and it holds secrets.
  }
  throw new UsageError(`${path} is not a JSON object: mend it, or remove it and use timesheets config set`)
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'unknown error'
}
