import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process'
import { once } from 'node:events'
import { programToTest } from '../../../../scripts/program-to-test.ts'

/** The real command line: a program and its first arguments. */
export const cliCommand = await programToTest('packages/cli')

export interface CliProcess {
  readonly child: ChildProcessWithoutNullStreams
  readonly stdout: string
  readonly stderr: string
  /** Resolves as soon as the text has been written to either stream. */
  wrote(text: string): Promise<void>
  /** Resolves to the exit code when the process has ended. */
  readonly exitCode: Promise<number | null>
}

/** Starts the real command line with no other settings than these. */
export function startCli(
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
  folder?: string,
): CliProcess {
  const [program, ...first] = cliCommand
  const child = spawn(program, [...first, ...args], {
    cwd: folder,
    env: { HOME: folder ?? '/nonexistent', PATH: process.env.PATH ?? '', ...env },
  })
  const output = { stdout: '', stderr: '' }
  const waiting: { readonly text: string; readonly resolve: () => void }[] = []
  for (const name of ['stdout', 'stderr'] as const) {
    child[name].setEncoding('utf8').on('data', (text: string) => {
      output[name] += text
      for (const { text: awaited, resolve } of waiting) if (output[name].includes(awaited)) resolve()
    })
  }
  const exitCode = once(child, 'close').then(([code]) => code as number | null)
  return {
    child,
    get stdout() {
      return output.stdout
    },
    get stderr() {
      return output.stderr
    },
    wrote: (text) =>
      new Promise((resolve, reject) => {
        if (output.stdout.includes(text) || output.stderr.includes(text)) return resolve()
        waiting.push({ text, resolve })
        exitCode.then((code) =>
          reject(new Error(`ended with ${code} before it wrote ${text}: ${output.stderr}`)),
        )
      }),
    exitCode,
  }
}

/** Runs the command line to its end. */
export async function runCli(...args: Parameters<typeof startCli>) {
  const cli = startCli(...args)
  cli.child.stdin.end()
  const exitCode = await cli.exitCode
  return { exitCode, stdout: cli.stdout, stderr: cli.stderr }
}
