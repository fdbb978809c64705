import type { IncomingMessage } from 'node:http'
import type { RequestHandler } from 'express'
import { problem } from 'timesheets-sdk/contract'
import { sendProblem } from '../response/send.ts'

/**
 * Rejects requests that a proxy may interpret differently from this server: with no `Host` or with several
 * (RFC 9112 section 3.2), or with a transfer coding other than `chunked`, which Node does not decode (section
 * 6.1).
 */
export const checkHead: RequestHandler = (req, res, next) => {
  const fault = faultIn(req)
  if (fault === undefined) return next()
  // The end of such a request is just as uncertain: nothing after it is read.
  res.setHeader('Connection', 'close')
  sendProblem(req, res, problem('malformed_request', fault))
}

function faultIn(req: IncomingMessage): string | undefined {
  const hosts = countHosts(req.rawHeaders)
  if (hosts === 0 && req.httpVersion !== '1.0') return 'the header field Host is missing'
  if (hosts > 1) return 'the header field Host occurs more than once: send it once'
  const coding = req.headers['transfer-encoding']
  if (coding === undefined || coding.toLowerCase() === 'chunked') return undefined
  return 'Transfer-Encoding must be chunked: compress the body with Content-Encoding instead'
}

function countHosts(rawHeaders: readonly string[]): number {
  let hosts = 0
  for (let index = 0; index < rawHeaders.length; index += 2) {
    const name = rawHeaders[index] as string
    if (name.length === 4 && name.toLowerCase() === 'host') hosts++
  }
  return hosts
}
