import { isUnavailable, type TimesheetsError } from './errors.ts'

/** How a request is repeated that got no answer, or one that says "later". All times are milliseconds. */
export interface RetryOptions {
  /** How often one request is sent at most. Default 20: time is what ends it. */
  readonly attempts?: number
  /** The longest first delay; it doubles with each try. Default 200. */
  readonly minDelayMs?: number
  /** Where the doubling ends. Default 5,000. */
  readonly maxDelayMs?: number
  /** The longest `Retry-After` that is waited for; a longer one is an error at once. Default 65,000. */
  readonly maxRetryAfterMs?: number
  /**
   * After how long without an answer a request is given up. Default 30,000. Time that a 429 asks to be waited is not
   * counted: the API is there.
   */
  readonly giveUpAfterMs?: number
}

export type RetryPolicy = Required<RetryOptions>

export function retryPolicy(options: RetryOptions = {}): RetryPolicy {
  return {
    attempts: 20,
    minDelayMs: 200,
    maxDelayMs: 5_000,
    maxRetryAfterMs: 65_000,
    giveUpAfterMs: 30_000,
    ...options,
  }
}

/**
 * Whether the request may be sent again after `error`. A request that is not repeatable is so only where the API said
 * that it did not look at it (429).
 */
export function isWorthRetrying(error: TimesheetsError, repeatable: boolean): boolean {
  if (error.status === 429) return true
  if (!repeatable) return false
  // An earlier try of the same call may still be at work there; its answer is to be had soon.
  if (error.code === 'idempotency_key_in_use') return true
  if (error.code === 'network_error' || error.code === 'timeout') return true
  return error.status !== undefined && isUnavailable(error.status)
}

/**
 * How long to wait before the try after `attempt` (from 1): full jitter, so that clients that failed together do not
 * come back together, after what `Retry-After` asks for.
 */
export function retryDelayMs(attempt: number, error: TimesheetsError, policy: RetryPolicy): number {
  const ceiling = Math.min(policy.maxDelayMs, policy.minDelayMs * 2 ** (attempt - 1))
  return (error.retryAfterMs ?? 0) + Math.random() * ceiling
}

/** `Retry-After` (RFC 9110 section 10.2.3), seconds or an HTTP date, in milliseconds. What can't be read is absent. */
export function readRetryAfterMs(header: unknown, nowMs: number): number | undefined {
  if (typeof header !== 'string') return undefined
  if (/^\s*\d{1,9}\s*$/.test(header)) return Number(header) * 1_000
  // Date.parse alone would take '-1' for a year.
  const dateMs = header.endsWith(' GMT') ? Date.parse(header) : Number.NaN
  return Number.isNaN(dateMs) ? undefined : Math.max(0, dateMs - nowMs)
}
