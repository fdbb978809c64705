import type { Request, Response } from 'express'
import type { Problem } from 'timesheets-sdk/contract'
import { withoutFeedSecrets } from '../../feeds/secret.ts'
import { exchangeOf } from '../exchange.ts'
import { discardBody } from '../request/discard-body.ts'

/** The seconds to wait before a retry, by the code of the problem. */
const retryAfterSeconds: Readonly<Record<string, string>> = {
  idempotency_key_in_use: '1',
  rate_limited: '60',
  database_unavailable: '5',
  issuer_unavailable: '5',
  overloaded: '2',
  shutting_down: '5',
}

/** Responds with JSON. Set other header fields before. */
export function sendJson(res: Response, status: number, value: unknown): void {
  sendText(res, status, 'application/json; charset=utf-8', JSON.stringify(value))
}

/** Responds with 204 and no body. */
export function sendNothing(res: Response): void {
  res.statusCode = 204
  res.end()
}

/** Responds with a whole text, or its bytes in UTF-8. On `HEAD` Node omits the text and keeps its length. */
export function sendText(res: Response, status: number, contentType: string, text: string | Buffer): void {
  res.statusCode = status
  res.setHeader('Content-Type', contentType)
  const bytes = Buffer.byteLength(text)
  res.setHeader('Content-Length', bytes)
  // A text of ASCII is the same in both encodings, and Node sends it faster as Latin-1.
  if (typeof text === 'string' && bytes === text.length) res.end(text, 'latin1')
  else res.end(text)
}

/**
 * Responds with a problem (RFC 9457) with `instance` and `requestId`, and with `Retry-After` if a retry can
 * help. If a response has already started, the connection is reset, so that it cannot be mistaken for a whole
 * one.
 */
export function sendProblem(
  req: Request,
  res: Response,
  problem: Problem,
  headers: Readonly<Record<string, string>> = {},
): void {
  const exchange = exchangeOf(res)
  exchange.problemCode = problem.code
  if (res.headersSent) {
    res.socket?.resetAndDestroy()
    return
  }
  discardBody(req)
  const retryAfter = retryAfterSeconds[problem.code]
  if (retryAfter !== undefined) res.setHeader('Retry-After', retryAfter)
  for (const [name, value] of Object.entries(headers)) res.setHeader(name, value)
  // Fields that a handler set for its own response.
  for (const name of ['ETag', 'Location', 'Content-Disposition']) res.removeHeader(name)
  res.setHeader('Cache-Control', 'no-store')
  const body: Problem = { ...problem, instance: shownPathOf(req.originalUrl), requestId: exchange.requestId }
  sendText(res, problem.status, 'application/problem+json; charset=utf-8', JSON.stringify(body))
}

/** States that the response depends on a header field of the request (RFC 9110 section 12.5.5). */
export function varyBy(res: Response, name: string): void {
  const others = res.getHeader('Vary')
  res.setHeader('Vary', others === undefined ? name : `${others}, ${name}`)
}

/** The path of a request target as logs and problems show it: without query, and without a feed's secret. */
export function shownPathOf(target: string): string {
  return withoutFeedSecrets(pathOf(target))
}

/** The path of a request target, without query. */
export function pathOf(target: string): string {
  const end = target.search(/[?#]/)
  const withoutQuery = end === -1 ? target : target.slice(0, end)
  return withoutQuery.startsWith('/') || !URL.canParse(withoutQuery)
    ? withoutQuery
    : new URL(withoutQuery).pathname
}
