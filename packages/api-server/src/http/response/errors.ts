import type { ErrorRequestHandler, Request, RequestHandler, Response } from 'express'
import type { Logger } from 'pino'
import { problem } from 'timesheets-sdk/contract'
import { HttpProblem, ProblemError } from 'timesheets-sdk/decide'
import { exchangeOf } from '../exchange.ts'
import { sendProblem } from './send.ts'

/** The client disconnected before its request was read: nobody would receive a response. */
export class ClientGoneError extends Error {
  override readonly name = 'ClientGoneError'
}

/** A path without a route does not exist. */
export const notFound: RequestHandler = (req, res) => {
  sendProblem(req, res, problem('unknown_path', 'no such path; see /openapi.json'))
}

/**
 * Responds to every error with a problem. An unexpected error is logged and returned as `internal_error`: its
 * text is not for the caller.
 */
export function errorHandler(logger: Logger): ErrorRequestHandler {
  // Express recognizes an error handler by its four parameters.
  return (error, req, res, _next) => respondToError(logger, error, req, res)
}

function respondToError(logger: Logger, error: unknown, req: Request, res: Response): void {
  if (error instanceof ClientGoneError) {
    res.destroy()
    return
  }
  if (error instanceof ProblemError) {
    if (error.problem.status >= 500) logError(logger, error, res)
    sendProblem(req, res, error.problem, error instanceof HttpProblem ? error.headers : {})
    return
  }
  logError(logger, error, res)
  const detail =
    'unexpected error, logged under this requestId: try again, or tell the administrator of the API'
  sendProblem(req, res, problem('internal_error', detail))
}

function logError(logger: Logger, error: unknown, res: Response): void {
  const { requestId, operation } = exchangeOf(res)
  logger.error({ requestId, operation, err: error }, 'a request failed')
}
