import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'

/** How a token was judged. A reason is one of the few that the verifier has. */
export type TokenOutcome = 'cached' | 'verified' | 'issuer_unavailable' | `invalid_${string}`

/** The Prometheus metrics of one server. Labels have few values each: no user, no path as it was sent. */
export interface Metrics {
  readonly contentType: string
  /** The text of a scrape. */
  expose(): Promise<string>
  requestCompleted(operation: string, status: number, seconds: number): void
  tokenJudged(outcome: TokenOutcome): void
  webhookAttempted(outcome: 'delivered' | 'failed'): void
  webhooksPolled(lag: { readonly events: number; readonly failingSeconds: number }): void
}

/** The figures that a scrape reads. */
export interface Figures {
  /** Writes that wait for a transaction, and how long the first of them has waited. */
  readonly waiting: number
  readonly ageSeconds: number
  readonly connections?: Readonly<Record<'busy' | 'idle' | 'waiting', number>>
  readonly walBytes?: number
}

export interface MetricsOptions {
  /** Also those of the process: memory, event loop, garbage collection. */
  readonly processMetrics: boolean
  /** Read at each scrape. Default: no metrics of the database. */
  readonly figures?: () => Figures
  /** One of several workers: labels its series with its number, and exposes those of all. */
  readonly worker?:
    | { readonly number: number; readonly expose: (registry: Registry) => () => Promise<string> }
    | undefined
}

const secondsBuckets = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]

export function createMetrics(options: MetricsOptions): Metrics {
  const registry = new Registry()
  const { worker } = options
  if (worker) registry.setDefaultLabels({ worker: String(worker.number) })
  if (options.processMetrics) collectDefaultMetrics({ register: registry })
  if (options.figures) collectFigures(registry, options.figures)
  const durations = new Histogram({
    name: 'http_request_duration_seconds',
    help: 'Duration of requests, by operation and status',
    labelNames: ['operation', 'status'],
    buckets: secondsBuckets,
    registers: [registry],
  })
  const tokens = new Counter({
    name: 'access_tokens_total',
    help: 'Access tokens by how they were judged',
    labelNames: ['outcome'],
    registers: [registry],
  })
  const deliveries = new Counter({
    name: 'webhook_deliveries_total',
    help: 'Attempts to deliver an event to a webhook, by what came of them',
    labelNames: ['outcome'],
    registers: [registry],
  })
  const lagEvents = new Gauge({
    name: 'webhook_lag_events',
    help: 'How many events of the log the active webhook that is behind most has not processed',
    registers: [registry],
  })
  const failingSeconds = new Gauge({
    name: 'webhook_failing_seconds',
    help: 'For how long the active webhook that fails longest has failed',
    registers: [registry],
  })
  // Looking a label up by its object costs more than all the rest of an observation.
  const durationsBy = new Map<string, Histogram.Internal<'operation' | 'status'>>()
  const cachedTokens = tokens.labels('cached')
  return {
    contentType: registry.contentType,
    expose: worker ? worker.expose(registry) : () => registry.metrics(),
    requestCompleted(operation, status, seconds) {
      const key = `${operation} ${status}`
      let child = durationsBy.get(key)
      if (!child) {
        child = durations.labels(operation, String(status))
        durationsBy.set(key, child)
      }
      child.observe(seconds)
    },
    tokenJudged(outcome) {
      if (outcome === 'cached') cachedTokens.inc()
      else tokens.labels(outcome).inc()
    },
    webhookAttempted(outcome) {
      deliveries.labels(outcome).inc()
    },
    webhooksPolled(lag) {
      lagEvents.set(lag.events)
      failingSeconds.set(lag.failingSeconds)
    },
  }
}

/** The writes that wait, and the database as this process uses it. A scrape calls no database. */
function collectFigures(registry: Registry, figures: () => Figures): void {
  const gauge = (name: string, help: string, read: () => number) =>
    new Gauge({
      name,
      help,
      registers: [registry],
      collect() {
        this.set(read())
      },
    })
  gauge('write_queue_requests', 'Writes that wait for a transaction', () => figures().waiting)
  gauge('write_queue_age_seconds', 'How long the first of them has waited', () => figures().ageSeconds)
  const { walBytes, connections } = figures()
  if (walBytes !== undefined) {
    gauge('sqlite_wal_bytes', 'Size of the write-ahead log', () => figures().walBytes ?? 0)
  }
  if (!connections) return
  new Gauge({
    name: 'database_connections',
    help: 'Connections to PostgreSQL by state; waiting: statements that wait for one',
    labelNames: ['state'],
    registers: [registry],
    collect() {
      for (const [state, count] of Object.entries(figures().connections ?? {})) this.set({ state }, count)
    },
  })
}
