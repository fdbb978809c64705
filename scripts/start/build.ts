import { spawn } from 'node:child_process'
import { join } from 'node:path'
import process from 'node:process'
import { pnpm } from '../pnpm.ts'
import { isUpToDate } from '../up-to-date.ts'
import { builtPackages, root } from '../workspace.ts'
import { StartError } from './start-error.ts'

/** The packages that were never built, or whose sources have changed since. */
export async function stalePackages(): Promise<string[]> {
  const checked = await Promise.all(
    builtPackages.map(async ({ directory, output, inputs }) => {
      const path = (name: string) => join(root, directory, name)
      return (await isUpToDate(path(output), inputs.map(path))) ? [] : [directory]
    }),
  )
  return checked.flat()
}

/**
 * Builds packages without their types, which take most of the time and are not needed to run them.
 * @throws {StartError} with the build's last lines
 */
export async function build(directories: readonly string[], signal: AbortSignal): Promise<void> {
  const filters = directories.flatMap((directory) => ['--filter', `./${directory}`])
  const output: string[] = []
  const { command, args } = pnpm()
  const child = spawn(command, [...args, ...filters, '--no-sort', 'run', 'build'], {
    cwd: root,
    env: { ...process.env, BUILD_TYPES: 'false' },
    stdio: ['ignore', 'pipe', 'pipe'],
    signal,
  })
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => output.push(text))
  }
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject)
    child.once('close', resolve)
  })
  if (code !== 0) {
    const details = output.join('').trimEnd().split('\n').slice(-20)
    throw new StartError('the build failed: fix the errors below, then start again', { details })
  }
}
