import { destination, type Logger, pino, stdTimeFunctions } from 'pino'
import type { LogLevel } from '../config.ts'

/**
 * The log of the process: one line of JSON each on standard output, written without holding anything up. Call
 * `flush` before the process ends.
 */
export function createLogger(level: LogLevel): { readonly logger: Logger; flush(): void } {
  const output = destination({ fd: 1, sync: false })
  const logger = pino(
    {
      level,
      base: undefined,
      timestamp: stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
    },
    output,
  )
  return { logger, flush: () => output.flushSync() }
}
