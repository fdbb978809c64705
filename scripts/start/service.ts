import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, openSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'
import { setTimeout as delay } from 'node:timers/promises'
import { root, shown } from '../workspace.ts'
import { StartError } from './start-error.ts'

export interface ServiceOptions {
  /** For people: `API`. */
  readonly name: string
  /** The program, from the root of the workspace. */
  readonly program: string
  readonly env: Readonly<Record<string, string>>
  readonly logFile: string
  /** The URL that returns 200 when the service is ready. */
  readonly readyUrl: string
}

const readyTimeoutMs = 30_000
const pollEveryMs = 50
const stopTimeoutMs = 10_000
const shownLogLines = 15

/** A server that `start` runs, as a process of its own that writes its log to a file. */
export class Service {
  readonly name: string
  /** Rejects with a `StartError` when the process ends without having been asked to; never resolves. */
  readonly died: Promise<never>
  readonly #options: ServiceOptions
  readonly #child: ChildProcess
  #isStopping = false

  constructor(options: ServiceOptions) {
    this.name = options.name
    this.#options = options
    const log = openSync(options.logFile, 'w')
    this.#child = spawn(
      process.execPath,
      ['--import', new URL('./end-with-parent.mjs', import.meta.url).href, join(root, options.program)],
      {
        cwd: root,
        env: { ...inherited(), ...options.env },
        stdio: ['ignore', log, log, 'ipc'],
        // In its own process group, so that Ctrl-C reaches only `start`, which stops one service after the
        // other.
        detached: process.platform !== 'win32',
      },
    )
    closeSync(log)
    this.died = new Promise((_, reject) => {
      this.#child.once('error', (error) => reject(this.#failure(`could not be run (${error.message})`)))
      this.#child.once('exit', (code, signal) => {
        if (!this.#isStopping)
          reject(this.#failure(signal ? `was ended by ${signal}` : `ended with exit code ${code}`))
      })
    })
    // The caller of `died` handles it; until then it must not count as an unhandled rejection.
    this.died.catch(() => {})
  }

  /** Resolves when the service responds. @throws {StartError} when it dies, or is not ready in 30 seconds */
  async ready(): Promise<void> {
    await Promise.race([this.died, this.#poll()])
  }

  /** Ends the process: asks by SIGTERM, after ten seconds by SIGKILL. Resolves when it is gone. */
  async stop(): Promise<void> {
    this.#isStopping = true
    if (this.#child.pid === undefined || this.#child.exitCode !== null || this.#child.signalCode !== null)
      return
    const exited = once(this.#child, 'exit')
    this.#child.kill('SIGTERM')
    const killing = setTimeout(() => this.kill(), stopTimeoutMs)
    await exited
    clearTimeout(killing)
  }

  kill(): void {
    this.#isStopping = true
    this.#child.kill('SIGKILL')
  }

  async #poll(): Promise<void> {
    const deadlineMs = Date.now() + readyTimeoutMs
    while (!this.#isStopping && !(await this.#responds())) {
      if (Date.now() > deadlineMs) throw this.#failure(`is not ready after ${readyTimeoutMs / 1_000} s`)
      await delay(pollEveryMs)
    }
  }

  async #responds(): Promise<boolean> {
    try {
      const response = await fetch(this.#options.readyUrl, { signal: AbortSignal.timeout(2_000) })
      await response.arrayBuffer()
      return response.ok
    } catch {
      return false
    }
  }

  #failure(what: string): StartError {
    const { name, logFile } = this.#options
    const details = readFileSync(logFile, 'utf8').trimEnd().split('\n').slice(-shownLogLines)
    return new StartError(`${name} ${what}; the end of ${shown(logFile)} says why`, { details })
  }
}

/** The environment without what would make a service another one than the one that is meant here. */
function inherited(): NodeJS.ProcessEnv {
  const { DATABASE_URL, SECRET, TOKEN_SIGNING_ALG, NODE_OPTIONS, ...rest } = process.env
  return rest
}
