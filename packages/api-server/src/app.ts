import express, { type Express } from 'express'
import type { Logger } from 'pino'
import type { TokenVerifier } from 'timesheets-sdk/verify'
import type { ServerConfig } from './config.ts'
import { routeOperations } from './http/api-router.ts'
import { inOneStep } from './http/in-one-step.ts'
import { createLimits } from './http/limits/limits.ts'
import { Load, type LoadLimits } from './http/limits/load.ts'
import { Lifecycle } from './http/observe/lifecycle.ts'
import { createMetrics, type Metrics } from './http/observe/metrics.ts'
import { observe } from './http/observe/observe.ts'
import { createAuthenticator } from './http/request/authenticate.ts'
import { checkHead } from './http/request/check-head.ts'
import type { Identities } from './http/request/identities.ts'
import { refuseMalformedPath } from './http/request/malformed-path.ts'
import { serverOptions } from './http/request/methods.ts'
import { corsFor } from './http/response/cors.ts'
import { errorHandler, notFound } from './http/response/errors.ts'
import { securityHeaders } from './http/response/security-headers.ts'
import { feedRouter } from './routes/feeds.ts'
import { createHandlers } from './routes/index.ts'
import { systemRouter } from './routes/system.ts'
import type { TimesheetService } from './services/timesheet-service.ts'
import type { SharedCounts } from './shared-counts.ts'

export interface AppOptions {
  readonly service: TimesheetService
  readonly verifier: TokenVerifier
  readonly identities: Identities
  readonly config: Pick<
    ServerConfig,
    | 'issuerBaseUrl'
    | 'audience'
    | 'publicUrl'
    | 'dpopRequired'
    | 'documentationUrl'
    | 'corsOrigins'
    | 'rateLimitPerMinute'
  >
  readonly logger: Logger
  /** Default: fresh ones, without those of the process. */
  readonly metrics?: Metrics
  readonly lifecycle?: Lifecycle
  /** Default: {@link defaultLoadLimits}. */
  readonly loadLimits?: LoadLimits
  /** The requests that all processes count together. Default: this process counts for itself. */
  readonly requestCounts?: SharedCounts | undefined
  /** The clock of the rate limits, in milliseconds. Default `Date.now`. */
  readonly now?: () => number
}

/** The API as an Express application. It opens nothing and listens nowhere: `startServer` does. */
export function createApp(options: AppOptions): Express {
  const { service, verifier, identities, config, logger } = options
  const metrics = options.metrics ?? createMetrics({ processMetrics: false })
  const lifecycle = options.lifecycle ?? new Lifecycle()
  const limits = createLimits(config.rateLimitPerMinute, options.now ?? Date.now, options.requestCounts)
  const authenticator = createAuthenticator({
    verifier,
    limits,
    identities,
    publicUrl: config.publicUrl,
    dpopRequired: config.dpopRequired,
    tokenJudged: metrics.tokenJudged,
    sessionBegun: ({ caller, token }) => service.noteSignIn(caller, token.email),
  })

  const app = express()
  for (const setting of ['x-powered-by', 'etag', 'query parser', 'trust proxy']) app.disable(setting)
  app.enable('case sensitive routing')
  app.enable('strict routing')

  app.use(
    inOneStep(
      observe({ logger, metrics, lifecycle }),
      securityHeaders(),
      checkHead,
      ...(config.corsOrigins.length > 0 ? [corsFor(config.corsOrigins)] : []),
      refuseMalformedPath(authenticator),
    ),
  )
  const load = new Load(options.loadLimits)
  const { publicUrl } = config
  const gate = { authenticator, limits, identities, load, publicUrl }
  routeOperations(app, createHandlers(service, publicUrl), gate)
  app.use(feedRouter({ service, limits, load }))
  app.use(
    systemRouter({
      metrics,
      lifecycle,
      ready: () => service.ready(),
      onNotReady: (reason) => logger.warn({ reason }, 'not ready: the database is unavailable'),
      issuer: config.issuerBaseUrl,
      documentationUrl: config.documentationUrl,
      audience: config.audience,
      dpopRequired: config.dpopRequired,
    }),
  )
  app.use(serverOptions)
  app.use(notFound)
  app.use(errorHandler(logger))
  return app
}
