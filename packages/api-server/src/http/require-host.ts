import type { RequestHandler } from 'express'
import { problem } from 'timesheets-sdk/contract'
import { sendProblem } from './send.ts'

/** Refuses what is no request of HTTP/1.1 for want of a `Host` (RFC 9112 section 3.2). */
export const requireHost: RequestHandler = (req, res, next) => {
  if (req.headers.host !== undefined || req.httpVersion === '1.0') next()
  else sendProblem(req, res, problem('malformed_request', 'the header field Host is missing'))
}
