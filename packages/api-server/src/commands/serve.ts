import process from 'node:process'
import { readConfig } from '../config.ts'
import { type Environment, exitCodes } from '../environment.ts'
import { createLogger } from '../http/observe/logger.ts'
import { type RunningServer, startServer } from '../server.ts'

/** The limit for the whole stop. The server itself stops waiting a little earlier. */
const stopTimeoutMs = 10_000
/** A terminal signals every process of a group, and the parent process may pass the same signal on. */
const sameSignalWithinMs = 500

/** Serves the API until a signal arrives, and ends the process then. */
export async function serve(env: Environment): Promise<void> {
  const config = readConfig(env)
  const { logger, flush } = createLogger(config.logLevel)
  process.on('exit', flush)
  process.on('uncaughtException', (error) => {
    logger.fatal({ err: error }, 'uncaught exception; exiting')
    process.exit(exitCodes.unexpected)
  })
  const server = await startServer(config, { logger, stopTimeoutMs: stopTimeoutMs - 1_000 })
  stopOnSignals(server)
  logger.info({ url: server.url, database: server.engine }, `timesheets API ready at ${server.url}`)

  function stopOnSignals(running: RunningServer): void {
    let signalledAtMs: number | undefined
    const onSignal = (signal: string) => {
      if (signalledAtMs === undefined) {
        signalledAtMs = performance.now()
        logger.info({ signal }, 'stopping after the requests in progress')
        void stop(running)
      } else if (performance.now() - signalledAtMs > sameSignalWithinMs) {
        logger.warn({ signal }, 'stopped immediately')
        process.exit(exitCodes.unexpected)
      }
    }
    process.on('SIGTERM', onSignal)
    process.on('SIGINT', onSignal)
  }

  async function stop(running: RunningServer): Promise<void> {
    setTimeout(
      () => {
        logger.error('the stop took too long; exiting')
        process.exit(exitCodes.unexpected)
      },
      config.drainSeconds * 1_000 + stopTimeoutMs,
    ).unref()
    const complete = await running.close()
    if (!complete) logger.error('some requests did not complete in time')
    process.exit(complete ? exitCodes.done : exitCodes.unexpected)
  }
}
