import type { RequestHandler } from 'express'
import { problem } from 'timesheets-sdk/contract'
import { allowedMethods } from 'timesheets-sdk/decide'
import { sendProblem } from '../response/send.ts'

/** Answers what a path does not do: `OPTIONS` with what it does, everything else with 405 (RFC 9110 section 15.5.6). */
export function methodNotAllowed(methods: readonly string[]): RequestHandler {
  const allow = allowedMethods(methods)
  return (req, res) => {
    if (req.method === 'OPTIONS') {
      res.setHeader('Allow', allow)
      res.statusCode = 204
      res.end()
      return
    }
    sendProblem(req, res, problem('method_not_allowed', `this path takes ${allow}`), { Allow: allow })
  }
}
