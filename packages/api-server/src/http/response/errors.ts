import type { ErrorRequestHandler, Request, RequestHandler, Response } from 'express'
import type { Logger } from 'pino'
import { problem } from 'timesheets-sdk/contract'
import { HttpProblem, ProblemError } from 'timesheets-sdk/decide'
import { exchangeOf } from '../exchange.ts'
import { sendProblem } from './send.ts'

/** The client went away before its request was read: there is nobody to answer. */
export class ClientGoneError extends Error {
  override readonly name = 'ClientGoneError'
}

/** What no route answers does not exist. */
export const notFound: RequestHandler = (req, res) => {
  sendProblem(
    req,
    res,
    problem('not_found', 'there is nothing at this path: /openapi.json says what there is'),
  )
}

/**
 * Answers every error with a problem. One that nobody foresaw is answered as such and logged: what it says is not for
 * the caller.
 */
export function errorHandler(logger: Logger): ErrorRequestHandler {
  // Express tells an error handler by its four parameters.
  return (error, req, res, _next) => answerError(logger, error, req, res)
}

export function answerError(logger: Logger, error: unknown, req: Request, res: Response): void {
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
    'something went wrong here; it is logged under this requestId: try again, or tell whoever runs the API'
  sendProblem(req, res, problem('internal_error', detail))
}

function logError(logger: Logger, error: unknown, res: Response): void {
  const { requestId, operation } = exchangeOf(res)
  logger.error({ requestId, operation, err: error }, 'a request failed')
}
