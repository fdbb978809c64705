import { type ChildProcess, fork } from 'node:child_process'
import type { Command, Reply } from './keeper-protocol.ts'

interface Waiting {
  resolve(state: NonNullable<Reply['state']>): void
  reject(error: Error): void
}

/** The keeper's process, from the tests' side: it takes commands and returns the state of the server. */
export class KeeperProcess {
  readonly #child: ChildProcess
  readonly #waiting = new Map<number, Waiting>()
  #lastId = 0

  constructor() {
    // Detached, so that Ctrl-C reaches only the tests, which then release the keeper.
    this.#child = fork(new URL('./keeper.ts', import.meta.url), {
      detached: true,
      execArgv: [],
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    })
    this.#child.on('message', (reply: Reply) => this.#settle(reply))
    this.#child.on('error', (error) => this.#fail(error))
    this.#child.on('exit', () => this.#fail(new Error('the process that keeps PostgreSQL has ended')))
    this.#release()
  }

  send(command: Command): Promise<NonNullable<Reply['state']>> {
    const id = ++this.#lastId
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject })
      this.#child.ref()
      this.#child.channel?.ref()
      this.#child.send({ id, command }, (error) => error && this.#fail(error))
    })
  }

  /** Closes the channel, which ends the keeper; resolves when it has ended. */
  async close(): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return
    this.#child.ref()
    const exited = new Promise((resolve) => this.#child.once('exit', resolve))
    if (this.#child.connected) this.#child.disconnect()
    await exited
  }

  #settle({ id, state, error }: Reply): void {
    const waiting = this.#waiting.get(id)
    this.#waiting.delete(id)
    if (this.#waiting.size === 0) this.#release()
    if (state) waiting?.resolve(state)
    else waiting?.reject(new Error(error))
  }

  #fail(error: Error): void {
    for (const waiting of this.#waiting.values()) waiting.reject(error)
    this.#waiting.clear()
  }

  // A process with nothing left to do may end without having stopped PostgreSQL: the keeper stops it.
  #release(): void {
    this.#child.unref()
    this.#child.channel?.unref()
  }
}
