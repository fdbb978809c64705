import type { RequestHandler } from 'express'
import { problem } from 'timesheets-sdk/contract'
import { allowedMethods } from 'timesheets-sdk/decide'
import { sendProblem } from '../response/send.ts'

/**
 * Responds to unsupported methods with 405 (RFC 9110 section 15.5.6), and to `OPTIONS` with the supported
 * ones.
 */
export function methodNotAllowed(methods: readonly string[]): RequestHandler {
  const allow = allowedMethods(methods)
  return (req, res) => {
    if (req.method === 'OPTIONS') {
      res.setHeader('Allow', allow)
      res.statusCode = 204
      res.end()
      return
    }
    sendProblem(req, res, problem('method_not_allowed', `this path supports ${allow}`), { Allow: allow })
  }
}
