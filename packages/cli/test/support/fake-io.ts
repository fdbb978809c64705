import type { Io, Output, Signal } from '../../src/io/io.ts'
import { OutputClosedError } from '../../src/io/outcome/errors.ts'
import { chunks } from './text-source.ts'

export interface FakeOutput extends Output {
  /** The output so far. */
  readonly text: string
  readonly lines: string[]
  /** From now on nobody reads. */
  close(): void
}

export interface FakeIo extends Io {
  readonly stdout: FakeOutput
  readonly stderr: FakeOutput
  /** As Ctrl-C or `kill` do. */
  interrupt(signal?: Signal): void
  /** Lets time pass. */
  advance(ms: number): void
}

export interface FakeIoOptions {
  readonly stdin?: string | Uint8Array
  readonly isTerminal?: boolean
  readonly columns?: number
  readonly env?: Readonly<Record<string, string | undefined>>
  /** Milliseconds since the epoch; time stands still but for `advance`. */
  readonly nowMs?: number
}

export const today = '2026-11-24'

export function fakeIo(options: FakeIoOptions = {}): FakeIo {
  const { stdin = '', isTerminal = false, columns = 80, env = {} } = options
  const stopping = new AbortController()
  let nowMs = options.nowMs ?? Date.parse(`${today}T12:00:00Z`)
  return {
    stdin: { isTerminal: false, bytes: chunks(stdin) },
    stdout: fakeOutput(isTerminal, columns),
    stderr: fakeOutput(isTerminal, columns),
    env,
    now: () => nowMs,
    stop: stopping.signal,
    interrupt: (signal = 'SIGINT') => stopping.abort(signal),
    advance: (ms) => {
      nowMs += ms
    },
  }
}

function fakeOutput(isTerminal: boolean, columns: number): FakeOutput {
  const written: string[] = []
  let isClosed = false
  return {
    isTerminal,
    columns,
    async write(content) {
      if (isClosed) throw new OutputClosedError('output is closed')
      written.push(typeof content === 'string' ? content : Buffer.from(content).toString('utf8'))
    },
    get text() {
      return written.join('')
    },
    get lines() {
      return written.join('').split('\n').slice(0, -1)
    },
    close() {
      isClosed = true
    },
  }
}
