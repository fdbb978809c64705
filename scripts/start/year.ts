import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { access, mkdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import process from 'node:process'
import { root } from '../workspace.ts'
import type { StartSettings } from './settings.ts'
import { StartError } from './start-error.ts'

const databaseName = 'timesheets.sqlite'
const program = 'scripts/demo-data/year/main.ts'
const shownLines = 15

/**
 * Fills a database that is not there yet with a year of ABC's life, so that every page has something to show.
 * It is made aside and moved into its place when it is whole: what is interrupted leaves nothing half done.
 * @throws {StartError} with what the program said
 */
export async function fillYear(
  { dataDirectory }: StartSettings,
  today: string,
  signal: AbortSignal,
): Promise<void> {
  const database = join(dataDirectory, databaseName)
  if (await exists(database)) return
  console.log('filling in a year of ABC Inc., 140 people')
  const folder = join(dataDirectory, 'demo', 'year')
  await rm(folder, { recursive: true, force: true })
  await mkdir(folder, { recursive: true })
  await run([folder, today], signal)
  await rename(join(folder, databaseName), database)
  await rm(folder, { recursive: true, force: true })
}

async function run(args: readonly string[], signal: AbortSignal): Promise<void> {
  signal.throwIfAborted()
  const child = spawn(
    process.execPath,
    [
      // From its sources: it runs while the packages are being built.
      '--conditions=@timesheets/source',
      '--import',
      new URL('./end-with-parent.mjs', import.meta.url).href,
      join(root, program),
      ...args,
    ],
    { cwd: root, stdio: ['ignore', 'pipe', 'pipe', 'ipc'], detached: process.platform !== 'win32' },
  )
  const output: string[] = []
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (text: string) => output.push(text))
  }
  const stop = () => child.kill('SIGKILL')
  signal.addEventListener('abort', stop)
  try {
    const [code] = await once(child, 'close')
    signal.throwIfAborted()
    if (code === 0) return
    const details = output.join('').trimEnd().split('\n').slice(-shownLines)
    throw new StartError('the year of ABC could not be filled in', { details })
  } finally {
    signal.removeEventListener('abort', stop)
  }
}

async function exists(path: string): Promise<boolean> {
  try {
    await access(path)
    return true
  } catch {
    return false
  }
}
