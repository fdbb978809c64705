import { createHash } from 'node:crypto'
import type { Request } from 'express'
import type { OperationName } from 'timesheets-sdk/contract'
import { type IdempotencyKey, readIdempotencyKey } from 'timesheets-sdk/decide'
import type { Content } from './body.ts'

/**
 * The `Idempotency-Key` of a request with a digest of its body, media type and query.
 * @throws {HttpProblem} `malformed_request`
 */
export function idempotencyKeyOf(
  req: Request,
  operation: OperationName,
  content: Content,
): IdempotencyKey | undefined {
  const [path = '', ...rest] = req.originalUrl.split('?')
  return readIdempotencyKey(req.headers['idempotency-key'], operation, path, () => {
    const query = rest.length > 0 ? `?${rest.join('?')}` : ''
    return createHash('sha256')
      .update(`${content.mediaType}\n${query}\n`)
      .update(content.bytes)
      .digest('base64url')
  })
}
