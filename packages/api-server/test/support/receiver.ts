import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const program = fileURLToPath(new URL('./webhook-receiver.ts', import.meta.url))

export type ReceiverMessage = { readonly port: number } | { readonly received: number }

/** The parts of a message that a receiver stores. */
export interface Received {
  readonly id: string
  readonly sequence: number
  readonly isVerified: boolean
}

/** An endpoint that real processes serve, one after the other, on the same port and with the same memory. */
export class Receiver {
  readonly #folder = mkdtempSync(join(tmpdir(), 'webhook-receiver-'))
  readonly #file = join(this.#folder, 'received.ndjson')
  readonly #waiting = new Set<() => void>()
  #child: ChildProcess | undefined
  #port = 0
  secret = `whsec_${Buffer.from('not known yet').toString('base64')}`

  constructor() {
    writeFileSync(this.#file, '')
  }

  get url(): string {
    return `http://127.0.0.1:${this.#port}/hooks`
  }

  /** @param dieAt the number of the message at which it is killed before it responds */
  async start({ dieAt }: { readonly dieAt?: number } = {}): Promise<void> {
    const child = fork(program, [String(this.#port), this.#file, this.secret, String(dieAt ?? '')], {
      execArgv: ['--conditions=@timesheets/source'],
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    })
    this.#child = child
    await new Promise<void>((resolve, reject) => {
      child.on('exit', (code) => {
        reject(new Error(`the receiver ended with ${code}`))
        this.#tellAll()
      })
      child.on('message', (message: ReceiverMessage) => {
        if ('port' in message) {
          this.#port = message.port
          resolve()
        }
        this.#tellAll()
      })
    })
  }

  /** Ends it as `kill -9` does. */
  async kill(): Promise<void> {
    const child = this.#child
    if (!child || child.exitCode !== null || child.signalCode !== null) return
    const ended = once(child, 'exit')
    child.kill('SIGKILL')
    await ended
  }

  /** Resolves when it has ended by itself. */
  async ended(): Promise<void> {
    const child = this.#child
    if (child && child.exitCode === null && child.signalCode === null) await once(child, 'exit')
  }

  /** Everything that came, in order, whichever process it came to. */
  received(): Received[] {
    return readFileSync(this.#file, 'utf8')
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line))
  }

  /** Resolves when `isEnough` of what came. */
  async until(isEnough: (received: readonly Received[]) => boolean): Promise<void> {
    while (!isEnough(this.received())) {
      await new Promise<void>((resolve) => this.#waiting.add(resolve))
    }
  }

  async remove(): Promise<void> {
    await this.kill()
    rmSync(this.#folder, { recursive: true })
  }

  #tellAll(): void {
    for (const resolve of this.#waiting) resolve()
    this.#waiting.clear()
  }
}
