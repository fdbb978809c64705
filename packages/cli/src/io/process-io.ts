import type { Io, Signal } from './io.ts'
import { type StreamOutput, streamOutput } from './stream-output.ts'

/** The {@link Io} of this process. */
export interface ProcessIo extends Io {
  readonly stdout: StreamOutput
  readonly stderr: StreamOutput
}

/**
 * Takes over the standard streams and signals: the first Ctrl-C or SIGTERM aborts `stop`, the second ends the process at once.
 *
 * @param exitCodeOf the exit code for a process that a signal ends at once
 */
export function processIo(exitCodeOf: (stop: AbortSignal) => number): ProcessIo {
  const stopping = new AbortController()
  const stop = (signal: Signal) => {
    if (stopping.signal.aborted) process.exit(exitCodeOf(stopping.signal))
    stopping.abort(signal)
  }
  process.on('SIGINT', stop)
  process.on('SIGTERM', stop)
  return {
    stdin: { isTerminal: process.stdin.isTTY === true, bytes: process.stdin },
    stdout: streamOutput(process.stdout),
    stderr: streamOutput(process.stderr),
    env: process.env,
    now: Date.now,
    stop: stopping.signal,
  }
}
