import { readRetryAfterMs } from '../net/retry.ts'
import { AuthError } from './errors.ts'

/** The error of an answer that `isUnavailable`, with what its `Retry-After` asks for. */
export function unavailableError(origin: string, response: Response, nowMs: number): AuthError {
  const retryAfterMs = readRetryAfterMs(response.headers.get('retry-after'), nowMs)
  const why = response.status === 429 ? 'is rate limiting requests' : 'is unavailable'
  const next = retryAfterMs === undefined ? 'later' : `in ${Math.ceil(retryAfterMs / 1000)} seconds`
  return new AuthError(
    'issuer_unreachable',
    `${origin} ${why} (HTTP ${response.status}). Try again ${next}.`,
    {
      status: response.status,
      ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
    },
  )
}
