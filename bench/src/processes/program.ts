import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, openSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import process from 'node:process'

/** The folder of the workspace. */
export const root = join(import.meta.dirname, '../../..')

// Ends a program when the bench is gone without having stopped it.
const endWithParent = join(root, 'scripts/start/end-with-parent.mjs')

const stopTimeoutMs = 15_000

export interface ProgramOptions {
  readonly args?: readonly string[]
  /** The whole environment, except the path, which is this process's. */
  readonly env?: Readonly<Record<string, string>>
  /** Arguments for Node itself. */
  readonly nodeArgs?: readonly string[]
  /** The file that both outputs are written to, as under a service manager. */
  readonly logFile: string
}

/** A Node program in its own process. */
export class Program {
  readonly ended: Promise<number | null>
  readonly #child: ChildProcess
  readonly #logFile: string

  /** @param path relative to the root of the workspace */
  constructor(path: string, options: ProgramOptions) {
    const { args = [], env = {}, nodeArgs = [], logFile } = options
    this.#logFile = logFile
    const log = openSync(logFile, 'a')
    this.#child = spawn(
      process.execPath,
      ['--import', endWithParent, ...nodeArgs, join(root, path), ...args],
      {
        cwd: root,
        env: { PATH: process.env.PATH, ...env },
        stdio: ['ignore', log, log, 'ipc'],
      },
    )
    closeSync(log)
    this.ended = new Promise((resolve, reject) => {
      this.#child.once('error', reject)
      this.#child.once('exit', resolve)
    })
  }

  get pid(): number {
    const { pid } = this.#child
    if (pid === undefined) throw new Error('could not start the program')
    return pid
  }

  get isRunning(): boolean {
    return this.#child.exitCode === null && this.#child.signalCode === null
  }

  /** The output so far. */
  log(): Promise<string> {
    return readFile(this.#logFile, 'utf8')
  }

  /** Stops it and waits until it has ended; kills it where it does not end by itself. */
  async stop(): Promise<void> {
    if (!this.isRunning) return
    const exited = once(this.#child, 'exit')
    this.#child.kill('SIGTERM')
    const killing = setTimeout(() => this.#child.kill('SIGKILL'), stopTimeoutMs)
    await exited
    clearTimeout(killing)
  }
}
