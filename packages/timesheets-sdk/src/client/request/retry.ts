import { isUnavailable } from '../../net/retry.ts'
import { isTlsFault } from '../../net/tls-fault.ts'
import type { TimesheetsError } from '../errors.ts'

/**
 * How a request without a response, or with one that says "later", is repeated. All times are milliseconds.
 */
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
   * Milliseconds without a response after which a request fails. Default 30,000, or the client's `timeoutMs`
   * if that is longer. The wait that a 429 asks for is not counted: the API is there; `totalTimeoutMs` counts
   * everything. After the first try that hung for all of `timeoutMs` there is always time for one more,
   * unless this is shorter than `timeoutMs`.
   */
  readonly giveUpAfterMs?: number
}

export type RetryPolicy = Required<RetryOptions>

export function retryPolicy(options: RetryOptions = {}, timeoutMs = 0): RetryPolicy {
  return {
    attempts: 20,
    minDelayMs: 200,
    maxDelayMs: 5_000,
    maxRetryAfterMs: 65_000,
    giveUpAfterMs: Math.max(30_000, timeoutMs),
    ...options,
  }
}

/**
 * Whether the request may be sent again after `error`. A request that is not repeatable is so only where the
 * API said that it did not look at it (429).
 */
export function isWorthRetrying(error: TimesheetsError, repeatable: boolean): boolean {
  if (error.status === 429) return true
  if (!repeatable) return false
  // An earlier attempt of the same call may still be running there; its response will be available soon.
  if (error.code === 'idempotency_key_in_use') return true
  if (error.code === 'network_error' || error.code === 'timeout') return !isTlsFault(error.cause)
  return error.status !== undefined && isUnavailable(error.status)
}
