import process from 'node:process'
import { readConfig, SettingError } from './config.ts'
import { createLogger } from './http/observe/logger.ts'
import { type RunningServer, startServer } from './server.ts'

const exitCode = { unexpected: 1, wrongSettings: 2 }
/** The whole stop, its last resort included: the server itself gives up waiting a little earlier. */
const stopTimeoutMs = 10_000
/** A terminal signals every process of a group, and whoever started this one may pass the same signal on. */
const sameSignalWithinMs = 500

try {
  const config = readConfig(process.env)
  const { logger, flush } = createLogger(config.logLevel)
  process.on('exit', flush)
  process.on('uncaughtException', (error) => {
    logger.fatal({ err: error }, 'this was not foreseen: the process ends')
    process.exit(exitCode.unexpected)
  })
  const server = await startServer(config, { logger, stopTimeoutMs: stopTimeoutMs - 1_000 })
  stopOnSignals(server)
  logger.info({ url: server.url, database: server.engine }, `timesheets API ready at ${server.url}`)

  function stopOnSignals(running: RunningServer): void {
    let signalledAtMs: number | undefined
    const onSignal = (signal: string) => {
      if (signalledAtMs === undefined) {
        signalledAtMs = performance.now()
        logger.info({ signal }, 'stopping: requests under way are answered first')
        void stop(running)
      } else if (performance.now() - signalledAtMs > sameSignalWithinMs) {
        logger.warn({ signal }, 'stopped at once')
        process.exit(exitCode.unexpected)
      }
    }
    process.on('SIGTERM', onSignal)
    process.on('SIGINT', onSignal)
  }

  async function stop(running: RunningServer): Promise<void> {
    setTimeout(() => {
      logger.error('the stop took too long: the process ends as it is')
      process.exit(exitCode.unexpected)
    }, stopTimeoutMs).unref()
    const complete = await running.close()
    if (!complete) logger.error('not every request was answered in time')
    process.exit(complete ? 0 : exitCode.unexpected)
  }
} catch (error) {
  // One line, whatever it is: the log has not begun yet.
  const message = error instanceof Error ? error.message : String(error)
  console.error(message.replaceAll(/\s+/g, ' '))
  process.exit(error instanceof SettingError ? exitCode.wrongSettings : exitCode.unexpected)
}
