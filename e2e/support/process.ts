import { type ChildProcess, spawn } from 'node:child_process'
import { join } from 'node:path'
import process from 'node:process'
import { root } from './programs.ts'

export interface Ending {
  readonly code: number | null
  readonly signal: NodeJS.Signals | null
  readonly stdout: string
  readonly stderr: string
}

export interface ProcessOptions {
  /** All of the environment but the path, which is this process's. */
  readonly env?: Readonly<Record<string, string>>
  readonly cwd?: string
  readonly input?: string
  /** The Node to run it on. Default: the one of the tests. */
  readonly node?: string
}

// Ends the process when the tests' process is gone without having ended it.
const endWithParent = join(root, 'scripts/start/end-with-parent.mjs')

// The programs are started several hundred times, and compiled once: an eighth of what a start takes.
const compiled = join(root, 'node_modules/.cache/compiled')

/** A Node program as a process, what it writes, and how it ends. */
export class TestProcess {
  readonly ended: Promise<Ending>
  readonly #child: ChildProcess
  readonly #watchers = new Set<() => void>()
  #stdout = ''
  #stderr = ''

  constructor(program: string, args: readonly string[], options: ProcessOptions = {}) {
    const child = spawn(options.node ?? process.execPath, ['--import', endWithParent, program, ...args], {
      cwd: options.cwd ?? root,
      env: { PATH: process.env.PATH, NODE_COMPILE_CACHE: compiled, ...options.env },
      stdio: ['pipe', 'pipe', 'pipe', 'ipc'],
    })
    this.#child = child
    // A program that ends before it has read all of its input has not failed for that.
    child.stdin?.on('error', () => {})
    child.stdin?.end(options.input ?? '')
    child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      this.#stdout += text
      this.#notify()
    })
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      this.#stderr += text
      this.#notify()
    })
    this.ended = new Promise((resolve, reject) => {
      child.once('error', reject)
      child.once('close', (code, signal) => {
        this.#notify()
        resolve({ code, signal, stdout: this.#stdout, stderr: this.#stderr })
      })
    })
  }

  get pid(): number {
    const { pid } = this.#child
    if (pid === undefined) throw new Error('the process could not be run')
    return pid
  }

  get isRunning(): boolean {
    return this.#child.exitCode === null && this.#child.signalCode === null
  }

  /** Its output so far, of both streams. */
  get output(): string {
    return this.#stdout + this.#stderr
  }

  /** Waits for text in what it writes. @throws {Error} when it ends without */
  async says(pattern: RegExp): Promise<RegExpExecArray> {
    for (;;) {
      const match = pattern.exec(this.output)
      if (match) return match
      if (!this.isRunning) throw new Error(`it ended without saying ${pattern}:\n${this.output}`)
      await new Promise<void>((resolve) => {
        const watcher = () => {
          this.#watchers.delete(watcher)
          resolve()
        }
        this.#watchers.add(watcher)
      })
    }
  }

  kill(signal: NodeJS.Signals): void {
    this.#child.kill(signal)
  }

  /** Sends a signal and waits for the end. */
  async end(signal: NodeJS.Signals = 'SIGTERM'): Promise<Ending> {
    this.kill(signal)
    return this.ended
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.isRunning) await this.end('SIGKILL')
  }

  #notify(): void {
    for (const watcher of [...this.#watchers]) watcher()
  }
}
