import { readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { writeOwnFile } from '../io/files/draft-file.ts'
import { UsageError } from '../io/outcome/errors.ts'
import { excerpt } from '../io/terminal/plain-text.ts'
import { requiredConfigPath } from './paths.ts'

/** The flags that a name remembers. */
export type RememberedFlags = Readonly<Partial<Record<(typeof rememberedFlags)[number], string>>>

export const rememberedFlags = ['map', 'sheet', 'project', 'dateOrder', 'encoding'] as const

type Env = Readonly<Record<string, string | undefined>>

/** The file of mappings, beside that of the settings. */
function mappingsPath(env: Env): string {
  return join(dirname(requiredConfigPath(env)), 'mappings.json')
}

/** @throws {UsageError} for an unknown name, with those that are known */
export async function readMappingNamed(name: string, env: Env): Promise<RememberedFlags> {
  const path = mappingsPath(env)
  const all = await readAll(path)
  const flags = all[name]
  if (flags !== undefined) return flags
  const names = Object.keys(all).join(', ') || 'none'
  throw new UsageError(
    `there is no mapping ${excerpt(name, 30)} in ${path} (known: ${names}): add it with --map "date=...,hours=..."`,
  )
}

/** Remembers flags under a name, in place of earlier ones. */
export async function rememberMapping(name: string, flags: RememberedFlags, env: Env): Promise<void> {
  const path = mappingsPath(env)
  const content = JSON.stringify({ ...(await readAll(path)), [name]: flags }, undefined, 2)
  await writeOwnFile(path, `${content}\n`)
}

async function readAll(path: string): Promise<Record<string, RememberedFlags>> {
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return '{}'
    throw new UsageError(`${path} could not be read (${error.code}): check its permissions`)
  })
  try {
    const content: unknown = JSON.parse(text)
    if (typeof content === 'object' && content !== null && !Array.isArray(content)) {
      return Object.fromEntries(Object.entries(content).map(([name, flags]) => [name, flagsOf(flags)]))
    }
  } catch {
    // The message below names the file.
  }
  throw new UsageError(`${path} is not a JSON object of mappings: correct or remove it`)
}

function flagsOf(content: unknown): RememberedFlags {
  const given = Object(content) as Record<string, unknown>
  return Object.fromEntries(
    rememberedFlags.flatMap((flag) => (typeof given[flag] === 'string' ? [[flag, given[flag]]] : [])),
  )
}
