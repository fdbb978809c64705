import { type ChildProcess, fork } from 'node:child_process'
import type { Answer, Command } from './keeper-protocol.ts'

interface Waiting {
  resolve(state: NonNullable<Answer['state']>): void
  reject(error: Error): void
}

/** The keeper's process, as the tests' side sees it: commands go in, the state of the server comes back. */
export class KeeperProcess {
  readonly #child: ChildProcess
  readonly #waiting = new Map<number, Waiting>()
  #lastId = 0

  constructor() {
    // Detached: Ctrl-C reaches the tests alone, which then let go of the keeper.
    this.#child = fork(new URL('./keeper.ts', import.meta.url), {
      detached: true,
      execArgv: [],
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    })
    this.#child.on('message', (answer: Answer) => this.#settle(answer))
    this.#child.on('error', (error) => this.#fail(error))
    this.#child.on('exit', () => this.#fail(new Error('the process that keeps PostgreSQL has ended')))
    this.#letGo()
  }

  send(command: Command): Promise<NonNullable<Answer['state']>> {
    const id = ++this.#lastId
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject })
      this.#child.ref()
      this.#child.channel?.ref()
      this.#child.send({ id, command }, (error) => error && this.#fail(error))
    })
  }

  /** Closes the channel, upon which the keeper ends; resolves when it has. */
  async close(): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return
    this.#child.ref()
    const exited = new Promise((resolve) => this.#child.once('exit', resolve))
    if (this.#child.connected) this.#child.disconnect()
    await exited
  }

  #settle({ id, state, error }: Answer): void {
    const waiting = this.#waiting.get(id)
    this.#waiting.delete(id)
    if (this.#waiting.size === 0) this.#letGo()
    if (state) waiting?.resolve(state)
    else waiting?.reject(new Error(error))
  }

  #fail(error: Error): void {
    for (const waiting of this.#waiting.values()) waiting.reject(error)
    this.#waiting.clear()
  }

  // A process that has nothing left to do may end without having stopped PostgreSQL: the keeper sees to it.
  #letGo(): void {
    this.#child.unref()
    this.#child.channel?.unref()
  }
}
