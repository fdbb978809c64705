import { destination, type Logger, pino } from 'pino'
import type { LogLevel } from '../../config.ts'

/** A pipe takes so much in one piece (PIPE_BUF), so that the lines of several workers stay whole. */
const bufferBytes = 4_096
/** No line waits longer than this. A killed process loses at most the lines of this period. */
const flushEveryMs = 200

/**
 * The log of the process: lines of JSON on standard output. They are written several at a time: one write per
 * request would cost more than the rest of logging. Call `flush` before the process exits.
 *
 * @param worker the number of this worker, which becomes part of each line
 */
export function createLogger(level: LogLevel, worker?: number): { readonly logger: Logger; flush(): void } {
  const output = destination({
    fd: 1,
    sync: true,
    // Less than what is written at once.
    minLength: bufferBytes - 1,
    maxWrite: bufferBytes,
    periodicFlush: flushEveryMs,
  })
  // The process continues if nobody reads its log any more.
  let isRead = true
  output.on('error', () => {
    isRead = false
  })
  const logger = pino(
    {
      level,
      base: worker === undefined ? undefined : { worker },
      timestamp: createTimestamp(),
      formatters: { level: (label) => ({ level: label }) },
    },
    output,
  )
  const flush = () => {
    output.flush()
    // It repeats a failed write forever, and the process would never end.
    if (isRead) output.flushSync()
  }
  return { logger, flush }
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
