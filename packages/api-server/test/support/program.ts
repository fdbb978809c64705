import { execFile } from 'node:child_process'
import { programToTest } from '../../../../scripts/program-to-test.ts'

/** The server: a program and its first arguments. */
export const serverCommand = await programToTest('packages/api-server')

export interface Outcome {
  readonly code: number
  readonly lines: readonly string[]
  readonly stderr: string
}

/**
 * Runs a verb of the server in a process of its own, with nothing in its environment but the settings.
 * @param shell starts it by a script, in which "$@" is the command
 */
export function runVerb(
  args: readonly string[],
  settings: Readonly<Record<string, string>>,
  shell?: string,
): Promise<Outcome> {
  return new Promise((resolve) => {
    const [program, ...first] = shell ? (['sh', '-c', shell, 'sh', ...serverCommand] as const) : serverCommand
    const child = execFile(program, [...first, ...args], { env: settings }, (_error, stdout, stderr) =>
      resolve({
        code: child.exitCode ?? -1,
        lines: stdout.split('\n').filter((line) => line !== ''),
        stderr,
      }),
    )
  })
}
