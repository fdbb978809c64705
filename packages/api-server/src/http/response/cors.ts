import cors from 'cors'
import type { RequestHandler } from 'express'
import { operations } from 'timesheets-sdk/contract'
import { varyBy } from './send.ts'

const preflightMaxAgeSeconds = 7_200

const methods = [...new Set(['GET', 'HEAD', ...Object.values(operations).map(({ method }) => method)])]

/**
 * Lets pages of the given origins, and no others, call the API from a browser (the Fetch standard's CORS
 * protocol). Cookies are not allowed: the caller is identified by a token.
 */
export function corsFor(origins: readonly string[]): RequestHandler {
  const middleware = cors({
    origin: [...origins],
    methods,
    allowedHeaders: [
      'Authorization',
      'Content-Type',
      'DPoP',
      'If-Match',
      'If-None-Match',
      'Idempotency-Key',
      'X-Request-Id',
    ],
    exposedHeaders: [
      'DPoP-Nonce',
      'ETag',
      'Location',
      'Retry-After',
      'WWW-Authenticate',
      'RateLimit',
      'RateLimit-Policy',
      'X-Request-Id',
      'Deprecation',
      'Sunset',
      'Link',
    ],
    maxAge: preflightMaxAgeSeconds,
  })
  return (req, res, next) => {
    if (req.headers.origin === undefined) {
      // A cache must not give this response to a page either.
      varyBy(res, 'Origin')
      next()
    } else if (req.method === 'OPTIONS' && req.headers['access-control-request-method'] === undefined) {
      next()
    } else {
      middleware(req, res, next)
    }
  }
}
