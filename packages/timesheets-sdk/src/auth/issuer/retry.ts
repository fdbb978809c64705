import { tell } from '../../net/hooks.ts'
import { retryDelayMs } from '../../net/retry.ts'
import { isTlsFault } from '../../net/tls-fault.ts'
import { AuthError } from '../errors.ts'
import type { Http } from './http.ts'

const backoff = { minDelayMs: 300, maxDelayMs: 5_000 }
// Time ends it, as it does for the API; the number only bounds an issuer that fails at once, again and again.
const maxAttempts = 20
/** How long callers are kept waiting for a renewal while their token is still good. */
const earlyRenewalMs = 3_000

/** The time and attempts for one token, shared by all its requests, discovery included. */
export interface Budget {
  readonly signal: AbortSignal
  /** How often one request is sent at most. */
  readonly attempts: number
  /** Milliseconds since the epoch after which nothing more is tried. */
  readonly deadlineMs: number
}

/** The time and attempts for one token: few if it only replaces one that is still valid. */
export function renewalBudget(
  { signal, patient }: { signal: AbortSignal; patient: boolean },
  http: Http,
  giveUpAfterMs: number,
): Budget {
  return {
    signal,
    attempts: patient ? maxAttempts : 1,
    deadlineMs: http.now() + (patient ? giveUpAfterMs : earlyRenewalMs),
  }
}

/**
 * Sends a request until the issuer is there for it: with jittered exponential backoff, after what
 * `Retry-After` asks for. `send` is called again each time, so that a client assertion is never used twice,
 * and is given the time that it may take.
 *
 * @throws {AuthError} the last `issuer_unreachable` when attempts or time are used up, or would be by
 *   waiting; at once for a fault of TLS, and whatever else `send` throws.
 */
export async function sendWithRetries<T>(
  send: (timeoutMs: number, attempt: number) => Promise<T>,
  http: Http,
  budget: Budget,
  about: { readonly method: string; readonly url: string },
): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      // Where the deadline has passed, the first attempt still gets a moment.
      return await send(Math.max(1, Math.min(http.timeoutMs, budget.deadlineMs - http.now())), attempt)
    } catch (error) {
      if (!(error instanceof AuthError) || error.kind !== 'unreachable' || isTlsFault(error.cause))
        throw error
      const delayMs = retryDelayMs(attempt, error.retryAfterMs, backoff)
      if (attempt >= budget.attempts || http.now() + delayMs >= budget.deadlineMs) throw error
      tell(http.hooks.onRetry, { ...about, attempt, error, delayMs })
      await http.sleep(delayMs, budget.signal)
    }
  }
}
