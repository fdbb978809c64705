import type { AddressInfo, Socket } from 'node:net'
import { setTimeout as setTimeoutPromise } from 'node:timers/promises'
import type { Logger } from 'pino'
import { createApp } from './app.ts'
import { type ServerConfig, SettingError, verifierOf } from './config.ts'
import { databaseErrorOf } from './database-error.ts'
import { createHttpServer } from './http/http-server.ts'
import { Lifecycle } from './http/observe/lifecycle.ts'
import { createMetrics, type MetricsOptions } from './http/observe/metrics.ts'
import { addressIdentities, exactIdentities, type Identities } from './http/request/identities.ts'
import { loggedChannel } from './reminders/logged-channel.ts'
import { mailChannel } from './reminders/mail-channel.ts'
import { type OpenTimesheetService, openTimesheetService, type ServiceOptions } from './services/index.ts'
import { readSpellings } from './store/roster/people.ts'
import { createWebhookSender, type RetrySchedule, startDeliveries } from './webhooks/index.ts'

const stopTimeoutMs = 10_000
/** After this part of the stop's time, a silent database is given up. */
const patienceWithDatabase = 0.6

export interface StartOptions {
  readonly logger: Logger
  /** The clock, in milliseconds since the epoch. Default `Date.now`. */
  readonly now?: () => number
  /** How long a stop waits for requests in progress. Default 10,000. */
  readonly stopTimeoutMs?: number
  /** How many entries may share a transaction; 1: each write request has its own. Default 2,000. */
  readonly maximumEntriesInGroup?: number
  /** How many bytes of encoded pages are cached until something changes. Default 16 MiB; 0: none. */
  readonly maximumKeptPageBytes?: number
  /** For one of several workers: its metrics. Default: this process serves alone. */
  readonly worker?: MetricsOptions['worker']
  /** When deliveries are retried, and how often the log is polled. Default: see `docs/webhooks.md`. */
  readonly webhooks?: { readonly schedule?: RetrySchedule; readonly pollEveryMs?: number }
}

export interface RunningServer {
  /** Its URL on this machine, without a trailing slash. */
  readonly url: string
  readonly port: number
  readonly engine: OpenTimesheetService['engine']
  /**
   * Stops: fails `/readyz` for the drain time, then accepts no more connections, closes idle ones, lets
   * requests in progress complete, and closes the database. Resolves with whether all of them completed.
   */
  close(): Promise<boolean>
}

/**
 * Opens the database and listens.
 * @throws {SettingError} one line about the setting that prevents it, such as a port in use or an unavailable
 *   database
 */
export async function startServer(config: ServerConfig, options: StartOptions): Promise<RunningServer> {
  const { logger } = options
  const now = options.now ?? Date.now
  const lifecycle = new Lifecycle()
  const { maximumEntriesInGroup, maximumKeptPageBytes } = options
  const webhookSender = createWebhookSender({ allowPrivate: config.webhookAllowPrivate, now })
  const database = await openDatabase(config, {
    now,
    maximumEntriesInGroup,
    maximumKeptPageBytes,
    webhookSender,
    reminderChannel:
      config.mail &&
      loggedChannel(mailChannel(config.mail), (failure) => logger.warn(failure, 'a reminder failed')),
  })
  if (database.restored) {
    logger.warn(database.restored, 'the event log starts a new generation: readers are told what they lost')
  }
  const verifier = verifierOf(config, database.proofs)
  const metrics = createMetrics({ processMetrics: true, figures: database.figures, worker: options.worker })
  const app = createApp({
    service: database.service,
    verifier,
    identities: await identitiesOf(config, database),
    config,
    logger,
    now,
    requestCounts: database.requestCounts,
    metrics,
    lifecycle,
  })
  const server = createHttpServer(app, { logger, lifecycle })
  const connections = new Set<Socket>()
  server.on('connection', (socket) => {
    connections.add(socket)
    socket.once('close', () => connections.delete(socket))
  })
  try {
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject)
      server.listen(config.port, config.host, () => {
        server.off('error', reject)
        resolve()
      })
    })
  } catch (error) {
    await database.close()
    throw listenError(error, config)
  }
  const deliveries = startDeliveries({
    engine: database.database,
    sender: webhookSender,
    now,
    ...options.webhooks,
    onAttempt: (_, { delivered }) => metrics.webhookAttempted(delivered ? 'delivered' : 'failed'),
    onPolled: metrics.webhooksPolled,
    onFailing: (webhook, reason) =>
      logger.warn({ webhook, reason }, 'webhook disabled after repeated failures'),
    onError: (error) => logger.warn({ err: error }, 'could not poll webhooks'),
  })
  database.onCommit(deliveries.wake)
  // For example too many open files: later connections may be accepted again.
  server.on('error', (error) => logger.error({ err: error }, 'a connection could not be accepted'))
  const { port } = server.address() as AddressInfo
  // Not awaited: while the issuer is unavailable each request gets a problem, until the issuer is back.
  verifier.ready().catch((error: Error) => {
    logger.warn({ reason: error.message }, 'the authorization server is unavailable')
  })

  function closeUnused(): void {
    for (const socket of connections) if (!lifecycle.isBusy(socket)) socket.destroySoon()
  }

  async function stop(): Promise<boolean> {
    let isDrained = false
    lifecycle.stop(() => {
      if (isDrained) setImmediate(closeUnused)
    })
    if (config.drainSeconds > 0) await setTimeoutPromise(config.drainSeconds * 1_000)
    isDrained = true
    const limitMs = options.stopTimeoutMs ?? stopTimeoutMs
    // Early enough for the requests that wait for a silent database to end with 503.
    const abandoning = setTimeout(database.database.abandon, limitMs * patienceWithDatabase)
    const closed = new Promise<true>((resolve) => {
      server.close(() => resolve(true))
    })
    closeUnused()
    let timer: NodeJS.Timeout | undefined
    const timeout = new Promise<false>((resolve) => {
      timer = setTimeout(resolve, limitMs, false)
    })
    const complete = await Promise.race([closed, timeout])
    clearTimeout(timer)
    server.closeAllConnections()
    await deliveries.stop()
    await database.close()
    clearTimeout(abandoning)
    return complete
  }

  let stopped: Promise<boolean> | undefined
  return {
    url: urlOf(config.host, port),
    port,
    engine: database.engine,
    close() {
      stopped ??= stop()
      return stopped
    },
  }
}

/** How people are identified: `sub` is exact, any other claim may be an e-mail address. */
export async function identitiesOf(
  { identityClaim }: Pick<ServerConfig, 'identityClaim'>,
  { database }: Pick<OpenTimesheetService, 'database'>,
): Promise<Identities> {
  return identityClaim === 'sub' ? exactIdentities : addressIdentities(await readSpellings(database.reader))
}

async function openDatabase(config: ServerConfig, options: ServiceOptions): Promise<OpenTimesheetService> {
  const { databaseUrl, dataDir } = config
  try {
    const location = databaseUrl === undefined ? { dataDir } : { databaseUrl }
    return await openTimesheetService({ ...location, ...options })
  } catch (error) {
    throw databaseErrorOf(error, config)
  }
}

function listenError(error: unknown, { port, host }: ServerConfig): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  switch (code) {
    case 'EADDRINUSE':
      return new SettingError(`PORT ${port} is in use: stop the program that uses it, or set PORT to another`)
    case 'EACCES':
      return new SettingError(`PORT ${port} is not allowed for this user: set PORT to one above 1023`)
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return new SettingError(`HOST "${host}" is not an address of this machine: set it to one, or omit it`)
    default:
      return error
  }
}

const anyAddress: ReadonlySet<string | undefined> = new Set([undefined, '0.0.0.0', '::'])

function urlOf(host: string | undefined, port: number): string {
  const name = host === undefined || anyAddress.has(host) ? 'localhost' : host
  return `http://${name.includes(':') ? `[${name}]` : name}:${port}`
}
