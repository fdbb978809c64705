import { randomUUID } from 'node:crypto'
import type { RequestHandler, Response } from 'express'
import type { Logger } from 'pino'
import { type Exchange, exchangeOf } from '../exchange.ts'
import { shownPathOf } from '../response/send.ts'
import type { Lifecycle } from './lifecycle.ts'
import type { Metrics } from './metrics.ts'

const quietOperations: ReadonlySet<string> = new Set(['healthz', 'readyz', 'metrics'])
/** Request ids that are safe to log. */
const safeId = /^[\w.-]{1,128}$/
const maximumLoggedPath = 256
/** Logged and counted if the client disconnected before the response started. Never sent. */
const clientGone = 499

/**
 * The first step of every request: assigns an id and, when the response has ended or the client has
 * disconnected, writes a log line and records metrics. Neither contains query, header fields or body.
 */
export function observe(deps: {
  readonly logger: Logger
  readonly metrics: Metrics
  readonly lifecycle: Lifecycle
}): RequestHandler {
  const { logger, metrics, lifecycle } = deps
  // One listener for all requests: `this` is the response.
  function onClose(this: Response): void {
    lifecycle.end(this)
    const exchange = exchangeOf(this)
    const durationMs = performance.now() - exchange.startedAtMs
    const status = this.headersSent ? this.statusCode : clientGone
    metrics.requestCompleted(exchange.operation ?? 'none', status, durationMs / 1_000)
    logResponse(logger, this, exchange, status, durationMs)
  }
  return (req, res, next) => {
    const exchange: Exchange = {
      requestId: requestIdOf(req.headers['x-request-id']),
      startedAtMs: performance.now(),
      operation: undefined,
      route: undefined,
      caller: undefined,
      problemCode: undefined,
    }
    res.locals.exchange = exchange
    res.setHeader('X-Request-Id', exchange.requestId)
    lifecycle.begin(res)
    res.on('close', onClose)
    next()
  }
}

function logResponse(
  logger: Logger,
  res: Response,
  exchange: Exchange,
  status: number,
  durationMs: number,
): void {
  const level = status >= 500 ? 'error' : quietOperations.has(exchange.operation ?? '') ? 'debug' : 'info'
  if (!logger.isLevelEnabled(level)) return
  const { req } = res
  logger[level](
    {
      requestId: exchange.requestId,
      method: req.method,
      path: exchange.route ?? shownPathOf(req.originalUrl).slice(0, maximumLoggedPath),
      status,
      durationMs: Math.round(durationMs * 100) / 100,
      code: exchange.problemCode,
      client: exchange.caller?.clientId,
      subject: exchange.caller?.subject,
      // The response did not end: the client disconnected, or the response was cut off.
      incomplete: res.writableFinished ? undefined : true,
    },
    'request',
  )
}

/** The id of a request: its `X-Request-Id` if that is safe to log, otherwise a new one. */
function requestIdOf(header: string | string[] | undefined): string {
  return typeof header === 'string' && safeId.test(header) ? header : randomUUID()
}
