import { Counter, collectDefaultMetrics, Histogram, Registry } from 'prom-client'

/** How a token was judged. A reason is one of the few that the verifier has. */
export type TokenOutcome = 'cached' | 'verified' | 'issuer_unavailable' | `invalid_${string}`

/** The Prometheus metrics of one server. Labels have few values each: no user, no path as it was sent. */
export interface Metrics {
  readonly registry: Registry
  requestCompleted(operation: string, status: number, seconds: number): void
  tokenJudged(outcome: TokenOutcome): void
  webhookAttempted(outcome: 'delivered' | 'failed'): void
}

const secondsBuckets = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]

/** @param options.processMetrics also those of the process: memory, event loop, garbage collection */
export function createMetrics(options: { readonly processMetrics: boolean }): Metrics {
  const registry = new Registry()
  if (options.processMetrics) collectDefaultMetrics({ register: registry })
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
  // Looking a label up by its object costs more than all the rest of an observation.
  const durationsBy = new Map<string, Histogram.Internal<'operation' | 'status'>>()
  const cachedTokens = tokens.labels('cached')
  return {
    registry,
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
  }
}
