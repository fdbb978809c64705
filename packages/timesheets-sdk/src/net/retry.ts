/** The bounds of an exponential backoff, in milliseconds. */
export interface Backoff {
  readonly minDelayMs: number
  readonly maxDelayMs: number
}

/**
 * How long to wait after attempt number `attempt` (from 1) failed: what `Retry-After` asks for, and then
 * between half of the exponential delay and all of it, so that clients that failed together do not come back
 * together.
 */
export function retryDelayMs(
  attempt: number,
  retryAfterMs: number | undefined,
  { minDelayMs, maxDelayMs }: Backoff,
): number {
  const ceilingMs = Math.min(maxDelayMs, minDelayMs * 2 ** (attempt - 1))
  return (retryAfterMs ?? 0) + ceilingMs * (0.5 + Math.random() / 2)
}

/**
 * `Retry-After` (RFC 9110 section 10.2.3), seconds or an HTTP date, in milliseconds. Any other text counts as
 * absent.
 */
export function readRetryAfterMs(header: unknown, nowMs: number): number | undefined {
  if (typeof header !== 'string') return undefined
  if (/^\s*\d+\s*$/.test(header)) return Number(header) * 1_000
  // Date.parse alone would take '-1' for a year.
  const dateMs = /^\s*[A-Z][a-z]{2,8}, .* GMT\s*$/.test(header) ? Date.parse(header) : Number.NaN
  return Number.isNaN(dateMs) ? undefined : Math.max(0, dateMs - nowMs)
}

/** Whether a status says nothing about the request, only that it is to be sent again later. */
export function isUnavailable(status: number): boolean {
  return status === 408 || status === 429 || (status >= 500 && status !== 501 && status !== 505)
}
