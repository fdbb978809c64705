import type { RequestHandler, Response } from 'express'
import { operations, problem } from 'timesheets-sdk/contract'
import { allowedMethods } from 'timesheets-sdk/decide'
import { sendNothing, sendProblem } from '../response/send.ts'

/**
 * Responds to unsupported methods with 405 (RFC 9110 section 15.5.6), and to `OPTIONS` with the supported
 * ones.
 */
export function methodNotAllowed(methods: readonly string[]): RequestHandler {
  const allow = allowedMethods(methods)
  return (req, res) => {
    if (req.method === 'OPTIONS') return sendOptions(res, allow)
    sendProblem(req, res, problem('method_not_allowed', `this path supports ${allow}`), { Allow: allow })
  }
}

const allMethods = allowedMethods([...new Set(Object.values(operations).map(({ method }) => method))])

/** Responds to `OPTIONS *`, which asks about the server as a whole (RFC 9110 section 9.3.7). */
export const serverOptions: RequestHandler = (req, res, next) => {
  if (req.method === 'OPTIONS' && req.url === '*') sendOptions(res, allMethods)
  else next()
}

function sendOptions(res: Response, allow: string): void {
  res.setHeader('Allow', allow)
  sendNothing(res)
}
