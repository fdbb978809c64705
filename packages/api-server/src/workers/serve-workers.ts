import cluster, { type Worker } from 'node:cluster'
import type { Logger } from 'pino'
import type { ServerConfig } from '../config.ts'
import { exitCodes } from '../environment.ts'
import { collectWorkerMetrics } from './worker-metrics.ts'
import { workerVariable } from './worker-number.ts'

const firstPauseMs = 500
const longestPauseMs = 30_000
/** A worker that ran for so long does not count as failing. */
const soundAfterMs = 60_000

/** The place of one worker: the process in it may be replaced. */
interface Place {
  readonly number: number
  worker: Worker | undefined
  startedAtMs: number
  failures: number
}

export interface WorkerProcesses {
  /** Passes a signal on. From the first one on, workers that end are not replaced. */
  signal(signal: NodeJS.Signals): void
  /** Resolves when all workers have ended after a signal: whether all did so by themselves. */
  readonly ended: Promise<boolean>
}

/**
 * Runs the workers that serve one port, and replaces those that end. The first one is ready before the others
 * start: it migrates the database, and a wrong setting is reported once.
 *
 * @param onFailedStart called with the exit code if the first one ends before it is ready
 */
export function runWorkers(
  { workers: count }: Pick<ServerConfig, 'workers'>,
  logger: Logger,
  onFailedStart: (code: number) => void,
): WorkerProcesses {
  const places = Array.from(
    { length: count },
    (_, index): Place => ({ number: index + 1, worker: undefined, startedAtMs: 0, failures: 0 }),
  )
  const [first, ...others] = places
  const ended = Promise.withResolvers<boolean>()
  let isReady = false
  let isStopping = false
  let didAllEndWell = true
  collectWorkerMetrics()

  function start(place: Place): void {
    if (isStopping) return
    const worker = cluster.fork({ [workerVariable]: String(place.number) })
    place.worker = worker
    place.startedAtMs = performance.now()
    logger.info({ worker: place.number, pid: worker.process.pid }, 'worker started')
    worker.once('listening', () => {
      if (isReady) return
      isReady = true
      for (const other of others) start(other)
    })
    worker.once('exit', (code, signal) => onExit(place, code, signal))
    worker.on('error', (error) => {
      logger.error({ worker: place.number, err: error }, 'could not start or reach a worker')
      if (worker.process.pid === undefined) onExit(place, null, null)
    })
  }

  function onExit(place: Place, code: number | null, signal: string | null): void {
    place.worker = undefined
    if (isStopping) {
      // A signal before the worker was ready ends it at once.
      didAllEndWell &&= code === exitCodes.done || signal === 'SIGTERM' || signal === 'SIGINT'
      if (places.every(({ worker }) => worker === undefined)) ended.resolve(didAllEndWell)
      return
    }
    if (!isReady) {
      onFailedStart(code ?? exitCodes.unexpected)
      return
    }
    if (performance.now() - place.startedAtMs > soundAfterMs) place.failures = 0
    const againInMs = Math.min(longestPauseMs, firstPauseMs * 2 ** place.failures++)
    logger.error({ worker: place.number, code, signal, againInMs }, 'a worker ended and will be replaced')
    setTimeout(() => start(place), againInMs)
  }

  if (first) start(first)
  return {
    signal(signal) {
      isStopping = true
      const running = places.flatMap(({ worker }) => worker ?? [])
      for (const worker of running) worker.process.kill(signal)
      if (running.length === 0) ended.resolve(true)
    },
    ended: ended.promise,
  }
}
