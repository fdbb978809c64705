import process from 'node:process'
import type { Logger } from 'pino'
import { readConfig, type ServerConfig } from '../config.ts'
import { type Environment, exitCodes } from '../environment.ts'
import { createLogger } from '../http/observe/logger.ts'
import { startServer } from '../server.ts'
import { handleSignals } from '../signals.ts'
import { workerNumber } from '../workers/worker-number.ts'

/** The limit for the whole stop. The server itself stops waiting a little earlier. */
const stopTimeoutMs = 10_000
/** A terminal signals every process of a group, and the parent process may pass the same signal on. */
const sameSignalWithinMs = 500

/** Serves the API until a signal arrives, and ends the process then. */
export async function serve(env: Environment): Promise<void> {
  const config = readConfig(env)
  const worker = workerNumber(env)
  const { logger, flush } = createLogger(config.logLevel, worker)
  process.on('exit', flush)
  process.on('uncaughtException', (error) => {
    logger.fatal({ err: error }, 'uncaught exception; exiting')
    process.exit(exitCodes.unexpected)
  })
  if (config.workers > 1 && worker === undefined) await serveByWorkers(config, logger)
  else await serveHere(config, logger, worker)
}

async function serveHere(config: ServerConfig, logger: Logger, worker: number | undefined): Promise<void> {
  const server = await startServer(config, {
    logger,
    stopTimeoutMs: stopTimeoutMs - 1_000,
    ...(worker !== undefined && {
      worker: { number: worker, expose: (await import('../workers/worker-metrics.ts')).exposeAllWorkers },
    }),
  })
  const stop = async () => {
    const complete = await server.close()
    if (!complete) logger.error('some requests did not complete in time')
    return complete
  }
  stopOnSignals(logger, config.drainSeconds * 1_000 + stopTimeoutMs, stop)
  logger.info({ url: server.url, database: server.engine }, `timesheets API ready at ${server.url}`)
}

/** The primary process: it serves nothing itself. */
async function serveByWorkers(config: ServerConfig, logger: Logger): Promise<void> {
  const { runWorkers } = await import('../workers/serve-workers.ts')
  const workers = runWorkers(config, logger, (code) => process.exit(code))
  const stop = (signal: NodeJS.Signals) => {
    workers.signal(signal)
    return workers.ended
  }
  // Later than the workers, which say why.
  stopOnSignals(logger, config.drainSeconds * 1_000 + stopTimeoutMs + 1_000, stop, workers.signal)
}

/**
 * Ends the process when `stop` resolves after the first signal, or at once at the second one.
 * @param stop resolves with whether everything completed
 * @param onSecond called before the process ends at once
 */
function stopOnSignals(
  logger: Logger,
  limitMs: number,
  stop: (signal: NodeJS.Signals) => Promise<boolean>,
  onSecond: (signal: NodeJS.Signals) => void = () => {},
): void {
  let signalledAtMs: number | undefined
  const onSignal = async (signal: NodeJS.Signals) => {
    if (signalledAtMs === undefined) {
      signalledAtMs = performance.now()
      logger.info({ signal }, 'stopping after the requests in progress')
      setTimeout(() => {
        logger.error('the stop took too long; exiting')
        onSecond('SIGKILL')
        process.exit(exitCodes.unexpected)
      }, limitMs).unref()
      process.exit((await stop(signal)) ? exitCodes.done : exitCodes.unexpected)
    } else if (performance.now() - signalledAtMs > sameSignalWithinMs) {
      logger.warn({ signal }, 'stopped immediately')
      onSecond(signal)
      process.exit(exitCodes.unexpected)
    }
  }
  handleSignals(onSignal)
}
