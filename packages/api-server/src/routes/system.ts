import { type IRouter, type RequestHandler, Router } from 'express'
import { problem } from 'timesheets-sdk/contract'
import { exchangeOf } from '../http/exchange.ts'
import type { Lifecycle } from '../http/observe/lifecycle.ts'
import type { Metrics } from '../http/observe/metrics.ts'
import { openApiDocument } from '../http/openapi/document.ts'
import { methodNotAllowed } from '../http/request/methods.ts'
import { resourceMetadata, resourceMetadataPath } from '../http/response/resource-metadata.ts'
import { sendJson, sendProblem, sendText } from '../http/response/send.ts'
import { docsRouter } from './docs.ts'
import { readinessOf } from './readiness.ts'

export interface SystemDeps {
  readonly metrics: Metrics
  readonly lifecycle: Lifecycle
  /** Resolves if the database can be used. */
  readonly ready: () => Promise<void>
  /** Is told why it cannot. */
  readonly onNotReady: (reason: string) => void
  readonly issuer: string
  readonly audience: string
  readonly documentationUrl: string
  readonly dpopRequired: boolean
}

/** The routes without a token: those for operators, and those that describe the API to clients. */
export function systemRouter(deps: SystemDeps): IRouter {
  const router = Router({ caseSensitive: true, strict: true })
  const { metrics, lifecycle } = deps
  const isReady = readinessOf(deps.ready, deps.onNotReady)

  const get = (name: string, path: string, handler: RequestHandler) => {
    const named: RequestHandler = (req, res, next) => {
      const exchange = exchangeOf(res)
      exchange.operation = name
      exchange.route = path
      return handler(req, res, next)
    }
    router
      .route(path)
      .get(named)
      .all(methodNotAllowed(['GET']))
  }

  get('healthz', '/healthz', (_req, res) => sendJson(res, 200, { status: 'ok' }))

  get('readyz', '/readyz', async (req, res) => {
    if (lifecycle.stopping) sendProblem(req, res, problem('shutting_down', 'this process is shutting down'))
    else if (await isReady()) sendJson(res, 200, { status: 'ready' })
    else sendProblem(req, res, problem('database_unavailable', 'the database is unavailable'))
  })

  get('metrics', '/metrics', async (_req, res) => {
    sendText(res, 200, metrics.contentType, await metrics.expose())
  })

  const metadata = JSON.stringify(resourceMetadata(deps))
  get('resourceMetadata', resourceMetadataPath, (_req, res) => sendPublic(res, metadata))

  // Created on the first request: it takes longer than the rest of the start.
  let document: string | undefined
  get('openapi', '/openapi.json', (_req, res) => {
    document ??= JSON.stringify(openApiDocument(deps))
    sendPublic(res, document)
  })

  router.use(docsRouter())
  return router
}

function sendPublic(res: Parameters<RequestHandler>[1], json: string): void {
  res.setHeader('Cache-Control', 'public, max-age=300')
  sendText(res, 200, 'application/json; charset=utf-8', json)
}
