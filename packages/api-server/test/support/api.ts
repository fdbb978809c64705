import type { AddressInfo } from 'node:net'
import { pino } from 'pino'
import { createApp } from '../../src/app.ts'
import { readConfig, type ServerConfig, verifierOf } from '../../src/config.ts'
import { createHttpServer } from '../../src/http/http-server.ts'
import type { LoadLimits } from '../../src/http/limits/load.ts'
import { Lifecycle } from '../../src/http/observe/lifecycle.ts'
import { createMetrics } from '../../src/http/observe/metrics.ts'
import type { ReminderChannel } from '../../src/reminders/channel.ts'
import { identitiesOf } from '../../src/server.ts'
import { openTimesheetService, type TimesheetService } from '../../src/services/index.ts'
import type { Engine, EngineName } from '../../src/store/engine.ts'
import type { DatabaseLocation } from '../../src/store/open.ts'
import type { WebhookSender } from '../../src/webhooks/index.ts'
import { newDatabase } from './databases.ts'
import { audience, startIssuer, type TestIssuer } from './issuer.ts'

/** 2026-11-25, a Wednesday. */
export const nowMs = Date.UTC(2026, 10, 25, 12)

export interface TestApi {
  readonly url: string
  readonly port: number
  readonly issuer: TestIssuer
  readonly service: TimesheetService
  readonly database: Engine
  readonly lifecycle: Lifecycle
  /** Every line that was logged, as an object. */
  readonly log: Record<string, unknown>[]
  fetch(path: string, init?: ApiRequest): Promise<Response>
  close(): Promise<void>
}

/** A request; `token` goes into the Authorization header, `json` into the body. */
export interface ApiRequest extends RequestInit {
  readonly token?: string
  readonly json?: unknown
}

export interface TestApiOptions {
  /** Default `sqlite`. */
  readonly engine?: EngineName
  /** A database that is there already, and stays. Default: a fresh one. */
  readonly location?: DatabaseLocation
  readonly config?: Partial<ServerConfig>
  /** Methods of the service to be replaced. */
  readonly service?: Partial<TimesheetService>
  readonly now?: () => number
  readonly reminderChannel?: ReminderChannel
  readonly webhookSender?: WebhookSender
  readonly loadLimits?: LoadLimits
}

/** The API on a free port, with its own issuer and a fresh database. */
export async function startApi(options: TestApiOptions = {}): Promise<TestApi> {
  const issuer = await startIssuer()
  const { location, remove } = options.location
    ? { location: options.location, remove: async () => {} }
    : await newDatabase(options.engine ?? 'sqlite')
  const config: ServerConfig = {
    ...readConfig({ ISSUER_BASE_URL: issuer.url, AUDIENCE: audience, RATE_LIMIT_PER_MINUTE: '0' }),
    ...options.config,
  }
  const database = await openTimesheetService({
    ...location,
    now: () => nowMs,
    reminderChannel: options.reminderChannel,
    webhookSender: options.webhookSender,
  })
  const log: Record<string, unknown>[] = []
  const logger = pino(
    { level: 'debug', base: undefined, formatters: { level: (label) => ({ level: label }) } },
    { write: (line: string) => log.push(JSON.parse(line)) },
  )
  const lifecycle = new Lifecycle()
  const service = { ...database.service, ...options.service }
  const app = createApp({
    service,
    verifier: verifierOf(config, database.proofs),
    identities: await identitiesOf(config, database),
    config,
    logger,
    lifecycle,
    metrics: createMetrics({ processMetrics: false, figures: database.figures }),
    ...(options.now && { now: options.now }),
    ...(options.loadLimits && { loadLimits: options.loadLimits }),
  })
  const server = createHttpServer(app, { logger, lifecycle })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const url = `http://127.0.0.1:${port}`

  return {
    url,
    port,
    issuer,
    service,
    database: database.database,
    lifecycle,
    log,
    fetch(path, { token, json, headers, ...init } = {}) {
      return fetch(`${url}${path}`, {
        ...init,
        ...(json !== undefined && { body: JSON.stringify(json) }),
        headers: {
          ...(token !== undefined && { Authorization: `Bearer ${token}` }),
          ...(json !== undefined && { 'Content-Type': 'application/json' }),
          ...(headers as Record<string, string>),
        },
      })
    },
    async close() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
      await database.close()
      await issuer.close()
      await remove()
    },
  }
}
