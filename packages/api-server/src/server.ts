import type { AddressInfo, Socket } from 'node:net'
import type { Logger } from 'pino'
import { createApp } from './app.ts'
import { type ServerConfig, SettingError, verifierOf } from './config.ts'
import { databaseErrorOf } from './database-error.ts'
import { createHttpServer } from './http/http-server.ts'
import { Lifecycle } from './http/observe/lifecycle.ts'
import { createMetrics } from './http/observe/metrics.ts'
import { addressIdentities, exactIdentities, type Identities } from './http/request/identities.ts'
import { loggedChannel } from './reminders/logged-channel.ts'
import { mailChannel } from './reminders/mail-channel.ts'
import { type OpenTimesheetService, openTimesheetService, type ServiceOptions } from './services/index.ts'
import { readSpellings } from './store/roster/spellings.ts'
import { createWebhookSender, type RetrySchedule, startDeliveries } from './webhooks/index.ts'

const stopTimeoutMs = 10_000

export interface StartOptions {
  readonly logger: Logger
  /** The clock, in milliseconds since the epoch. Default `Date.now`. */
  readonly now?: () => number
  /** How long a stop waits for answers under way. Default 10,000. */
  readonly stopTimeoutMs?: number
  /** How many entries may share a transaction; 1: each write request has its own, one after the other. Default 2,000. */
  readonly maximumEntriesInGroup?: number
  /** How many bytes of pages that were read are kept, to be sent again while nothing has changed. Default 16 MiB; 0: none. */
  readonly maximumKeptPageBytes?: number
  /** When webhooks are tried again, and how often is looked for what other processes have written. Default: `docs/webhooks.md`. */
  readonly webhooks?: { readonly schedule?: RetrySchedule; readonly pollEveryMs?: number }
}

export interface RunningServer {
  /** Where it can be reached from this machine, without a slash at its end. */
  readonly url: string
  readonly port: number
  readonly engine: OpenTimesheetService['engine']
  /**
   * Stops: takes no more connections, closes those that are idle, lets requests under way be answered, closes the
   * database. Resolves with whether all of them were.
   */
  close(): Promise<boolean>
}

/**
 * Opens the database, and listens.
 * @throws {SettingError} one line about the setting that stands in the way: a taken port, a database that is away
 */
export async function startServer(config: ServerConfig, options: StartOptions): Promise<RunningServer> {
  const { logger } = options
  const now = options.now ?? Date.now
  const verifier = verifierOf(config)
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
  const metrics = createMetrics({ processMetrics: true })
  const app = createApp({
    service: database.service,
    verifier,
    identities: await identitiesOf(config, database),
    config,
    logger,
    now,
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
    onFailing: (webhook, reason) => logger.warn({ webhook, reason }, 'a webhook was given up'),
    onError: (error) => logger.warn({ err: error }, 'webhooks could not be looked at'),
  })
  database.onCommit(deliveries.wake)
  // Too many open files, for one: the next connection may be accepted again.
  server.on('error', (error) => logger.error({ err: error }, 'a connection could not be accepted'))
  const { port } = server.address() as AddressInfo
  // Not waited for: while the issuer is away the API says so to each request, and goes on once it is back.
  verifier.ready().catch((error: Error) => {
    logger.warn({ reason: error.message }, 'the authorization server does not answer yet')
  })

  function closeUnused(): void {
    for (const socket of connections) if (!lifecycle.isBusy(socket)) socket.destroySoon()
  }

  async function stop(): Promise<boolean> {
    lifecycle.stop(() => setImmediate(closeUnused))
    const closed = new Promise<true>((resolve) => {
      server.close(() => resolve(true))
    })
    closeUnused()
    let timer: NodeJS.Timeout | undefined
    const timeout = new Promise<false>((resolve) => {
      timer = setTimeout(resolve, options.stopTimeoutMs ?? stopTimeoutMs, false)
    })
    const complete = await Promise.race([closed, timeout])
    clearTimeout(timer)
    server.closeAllConnections()
    await deliveries.stop()
    await database.close()
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

/** How people are told apart: `sub` is exact, any other claim may be an e-mail address. */
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
      return new SettingError(`PORT ${port} is taken: stop the program that has it, or set PORT to another`)
    case 'EACCES':
      return new SettingError(`PORT ${port} is not for this user: set PORT to one above 1023`)
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return new SettingError(`HOST "${host}" is no address of this machine: set it to one, or leave it out`)
    default:
      return error
  }
}

const anyAddress: ReadonlySet<string | undefined> = new Set([undefined, '0.0.0.0', '::'])

function urlOf(host: string | undefined, port: number): string {
  const name = host === undefined || anyAddress.has(host) ? 'localhost' : host
  return `http://${name.includes(':') ? `[${name}]` : name}:${port}`
}
