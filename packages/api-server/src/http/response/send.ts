import type { Request, Response } from 'express'
import type { Problem } from 'timesheets-sdk/contract'
import { exchangeOf } from '../exchange.ts'
import { discardBody } from '../request/discard-body.ts'

/** How long to wait, in seconds, before trying again what a problem with this code stopped. */
const retryAfterSeconds: Readonly<Record<string, string>> = {
  idempotency_key_in_use: '1',
  rate_limited: '60',
  database_unavailable: '5',
  issuer_unavailable: '5',
  shutting_down: '5',
}

/** Answers with JSON. Other header fields are to be set before. */
export function sendJson(res: Response, status: number, value: unknown): void {
  sendText(res, status, 'application/json; charset=utf-8', JSON.stringify(value))
}

/** Answers that something was done, without a body. */
export function sendNothing(res: Response): void {
  res.statusCode = 204
  res.end()
}

/** Answers with a whole text, or its bytes in UTF-8. On `HEAD` Node leaves it out, and its length stays. */
export function sendText(res: Response, status: number, contentType: string, text: string | Buffer): void {
  res.statusCode = status
  res.setHeader('Content-Type', contentType)
  res.setHeader('Content-Length', Buffer.byteLength(text))
  res.end(text)
}

/**
 * Answers with a problem (RFC 9457), its `instance` and `requestId` filled in, and `Retry-After` where trying again
 * helps. Where an answer has begun already the connection is cut, so that it can't be taken for a whole one.
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
  // What a handler had set for the answer it meant to give.
  for (const name of ['ETag', 'Location', 'Content-Disposition']) res.removeHeader(name)
  res.setHeader('Cache-Control', 'no-store')
  const body: Problem = { ...problem, instance: pathOf(req.originalUrl), requestId: exchange.requestId }
  sendText(res, problem.status, 'application/problem+json; charset=utf-8', JSON.stringify(body))
}

/** Says that the answer depends on a header field of the request (RFC 9110 section 12.5.5). */
export function varyBy(res: Response, name: string): void {
  const others = res.getHeader('Vary')
  res.setHeader('Vary', others === undefined ? name : `${others}, ${name}`)
}

/** The path of a request target, without query. */
export function pathOf(target: string): string {
  const end = target.search(/[?#]/)
  const withoutQuery = end === -1 ? target : target.slice(0, end)
  return withoutQuery.startsWith('/') || !URL.canParse(withoutQuery)
    ? withoutQuery
    : new URL(withoutQuery).pathname
}
