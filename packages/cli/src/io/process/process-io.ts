import type { Io, Signal } from '../io.ts'
import { type StreamOutput, streamOutput, withoutStopping } from './stream-output.ts'

/** The {@link Io} of this process. */
export interface ProcessIo extends Io {
  readonly stdout: StreamOutput
  readonly stderr: StreamOutput
}

/**
 * Takes over the standard streams and signals: the first Ctrl-C, SIGTERM or SIGHUP aborts `stop`, the second
 * ends the process at once.
 *
 * @param exitCodeOf the exit code for a process that a signal ends at once
 */
export function processIo(exitCodeOf: (stop: AbortSignal) => number): ProcessIo {
  const stopping = new AbortController()
  const stop = (signal: Signal) => {
    if (stopping.signal.aborted) process.exit(exitCodeOf(stopping.signal))
    stopping.abort(signal)
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop)
  return {
    stdin: { isTerminal: process.stdin.isTTY === true, bytes: process.stdin },
    stdout: streamOutput(process.stdout, 'the standard output'),
    stderr: withoutStopping(streamOutput(process.stderr, 'the standard error output')),
    env: process.env,
    now: Date.now,
    stop: stopping.signal,
  }
}
