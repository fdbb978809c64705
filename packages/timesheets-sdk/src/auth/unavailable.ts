import { AuthError } from './errors.ts'

/** Whether a status says nothing about the request, only that it is to be sent again later. */
export function isUnavailable(status: number): boolean {
  return status === 429 || status >= 500
}

/** The error of an answer that {@link isUnavailable}, with what its `Retry-After` asks for. */
export function unavailableError(origin: string, response: Response, nowMs: number): AuthError {
  const retryAfterMs = readRetryAfterMs(response.headers.get('retry-after'), nowMs)
  const why = response.status === 429 ? 'has had too many requests' : 'is out of order'
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

/** RFC 9110 section 10.2.3: seconds, or an HTTP date. Anything else counts as absent. */
function readRetryAfterMs(header: string | null, nowMs: number): number | undefined {
  if (header === null) return undefined
  if (/^\s*\d{1,9}\s*$/.test(header)) return Number(header) * 1000
  const dateMs = Date.parse(header)
  return Number.isNaN(dateMs) ? undefined : Math.max(0, dateMs - nowMs)
}
