import { destination, type Logger, pino } from 'pino'
import type { LogLevel } from '../../config.ts'

const bufferBytes = 4_096
/** No line waits longer than this, and no more than this is lost when the process is killed. */
const flushEveryMs = 200

/**
 * The log of the process: one line of JSON each on standard output, written some at a time, since a write for each
 * request would cost more than all the rest of logging. Call `flush` before the process ends.
 */
export function createLogger(level: LogLevel): { readonly logger: Logger; flush(): void } {
  const output = destination({ fd: 1, sync: true, minLength: bufferBytes, periodicFlush: flushEveryMs })
  // A log that nobody reads any more is no reason to end.
  output.on('error', () => {})
  const logger = pino(
    {
      level,
      base: undefined,
      timestamp: createTimestamp(),
      formatters: { level: (label) => ({ level: label }) },
    },
    output,
  )
  return { logger, flush: () => output.flushSync() }
}

/** The time in RFC 3339, written once for all lines of the same millisecond. */
function createTimestamp(): () => string {
  let writtenForMs = Number.NaN
  let written = ''
  return () => {
    const nowMs = Date.now()
    if (nowMs !== writtenForMs) {
      writtenForMs = nowMs
      written = `,"time":"${new Date(nowMs).toISOString()}"`
    }
    return written
  }
}
