import { createHash } from 'node:crypto'
import type { Request } from 'express'
import { type OperationName, operations } from 'timesheets-sdk/contract'
import type { IdempotencyKey } from 'timesheets-sdk/decide'
import type { Content } from './body.ts'
import { HttpProblem } from './http-problem.ts'

const visibleAscii = /^[\x21-\x7e]{1,255}$/

/**
 * The `Idempotency-Key` of a request with a digest of what was asked: body, media type and query.
 * @throws {HttpProblem} `malformed_request`
 */
export function idempotencyKeyOf(
  req: Request,
  operation: OperationName,
  content: Content,
): IdempotencyKey | undefined {
  const key = req.headers['idempotency-key']
  if (key === undefined) return undefined
  if (typeof key !== 'string' || !visibleAscii.test(key)) {
    throw new HttpProblem('malformed_request', 'Idempotency-Key must be 1 to 255 visible ASCII characters')
  }
  const [path = '', ...rest] = req.originalUrl.split('?')
  const query = rest.length > 0 ? `?${rest.join('?')}` : ''
  const bodyDigest = createHash('sha256')
    .update(`${content.mediaType}\n${query}\n`)
    .update(content.bytes)
    .digest('base64url')
  // What the path names is part of the route: a key for one week says nothing about another.
  const route = operations[operation].path.includes('{') ? `${operation} ${path}` : operation
  return { key, operation: route, bodyDigest }
}
