import { execFile } from 'node:child_process'
import process from 'node:process'
import { fileURLToPath } from 'node:url'

const main = fileURLToPath(new URL('../../src/main.ts', import.meta.url))

export interface Outcome {
  readonly code: number
  readonly lines: readonly string[]
  readonly stderr: string
}

/** Runs a verb of the server in a process of its own, with nothing in its environment but the settings. */
export function runVerb(
  args: readonly string[],
  settings: Readonly<Record<string, string>>,
): Promise<Outcome> {
  return new Promise((resolve) => {
    const command = ['--conditions=@timesheets/source', main, ...args]
    const child = execFile(process.execPath, command, { env: settings }, (_error, stdout, stderr) =>
      resolve({
        code: child.exitCode ?? -1,
        lines: stdout.split('\n').filter((line) => line !== ''),
        stderr,
      }),
    )
  })
}
