import { AuthError } from '../../auth/errors.ts'
import { causeInWords } from '../../auth/issuer/redact.ts'
import type { TokenProvider } from '../../auth/token-provider.ts'
import { anySignal } from '../../net/any-signal.ts'
import { retryDelayMs } from '../../net/retry.ts'
import { TimesheetsError } from '../errors.ts'
import { refusal } from './response.ts'
import { isWorthRetrying, type RetryPolicy } from './retry.ts'
import { abortedError, type HttpRequest, type HttpResponse, type TryLimits } from './transport.ts'

/** The dependencies of sending requests. */
export interface SendContext {
  readonly tokenProvider: TokenProvider
  readonly retry: RetryPolicy
  readonly timeoutMs: number
  readonly now: () => number
  /** Resolves after so many milliseconds, or as soon as `signal` aborts. */
  readonly sleep: (ms: number, signal?: AbortSignal) => Promise<void>
}

export interface SendOptions {
  /** Whether doing it twice does the same as doing it once. */
  readonly repeatable: boolean
  readonly signal?: AbortSignal | undefined
  /** Lets a try that is under way end, but no other begin. */
  readonly stopRetrying?: AbortSignal | undefined
  /** On a retry, this status means that an earlier attempt already succeeded. */
  readonly alreadyDoneStatus?: number | undefined
}

type Try<Body> = (request: HttpRequest, limits: TryLimits) => Promise<HttpResponse<Body>>

/**
 * Sends a request until it has a response: with a token, which is renewed once if it is rejected, and again
 * after temporary failures, by the retry policy. Responses below 400 are returned; the others are errors.
 *
 * @throws {TimesheetsError}
 */
export async function sendWithRetries<Body>(
  trySending: Try<Body>,
  request: HttpRequest,
  options: SendOptions,
  context: SendContext,
): Promise<HttpResponse<Body>> {
  const { retry, tokenProvider, now } = context
  const { signal } = options
  let token = await tokenOf(tokenProvider, { signal })
  let isRenewed = false
  let isRepeated = false
  let hasHung = false
  let deadlineMs = now() + retry.giveUpAfterMs

  const sendOnce = async (): Promise<HttpResponse<Body>> => {
    const response = await trySending(
      { ...request, headers: { ...request.headers, Authorization: `Bearer ${token}` } },
      // Where the deadline has passed, the try still gets a moment.
      { timeoutMs: Math.max(1, Math.min(context.timeoutMs, deadlineMs - now())), signal },
    )
    if (response.status < 400 || (isRepeated && response.status === options.alreadyDoneStatus))
      return response
    throw refusal(response, now())
  }

  for (let attempt = 1; ; attempt++) {
    try {
      return await sendOnce()
    } catch (error) {
      if (!(error instanceof TimesheetsError)) throw error
      if (error.status === 401 && !isRenewed && tokenProvider.canRenew !== false) {
        const renewed = await tokenOf(tokenProvider, { signal, rejectedToken: token })
        if (renewed === token) throw error
        token = renewed
        isRenewed = true
        attempt--
        continue
      }
      if (attempt >= retry.attempts || options.stopRetrying?.aborted) throw error
      if (!isWorthRetrying(error, options.repeatable)) throw error
      if ((error.retryAfterMs ?? 0) > retry.maxRetryAfterMs) throw error
      const delayMs = retryDelayMs(attempt, error.retryAfterMs, retry)
      if (error.status === 429) deadlineMs += delayMs
      else isRepeated = true
      // One response that never comes may be the fault of one connection, and took all the time there was.
      if (error.code === 'timeout' && !hasHung && context.timeoutMs <= retry.giveUpAfterMs) {
        hasHung = true
        deadlineMs = Math.max(deadlineMs, now() + delayMs + context.timeoutMs)
      }
      if (now() + delayMs >= deadlineMs) throw error
      const waiting = anySignal(signal, options.stopRetrying)
      await context.sleep(delayMs, waiting.signal).finally(waiting.release)
      if (signal?.aborted) throw abortedError(signal)
      if (options.stopRetrying?.aborted) throw error
    }
  }
}

async function tokenOf(
  provider: TokenProvider,
  options: { readonly signal: AbortSignal | undefined; readonly rejectedToken?: string },
): Promise<string> {
  const { signal, rejectedToken } = options
  if (signal?.aborted) throw abortedError(signal)
  try {
    return await provider.getAccessToken({
      ...(signal === undefined ? {} : { signal }),
      ...(rejectedToken === undefined ? {} : { rejectedToken }),
    })
  } catch (error) {
    if (signal?.aborted) throw abortedError(signal)
    throw tokenError(error)
  }
}

function tokenError(error: unknown): TimesheetsError {
  if (!(error instanceof AuthError)) {
    const cause = causeInWords(error)
    return new TimesheetsError(
      'not_authorized',
      `There is no access token (${cause.message}). Sign in again.`,
      {
        cause,
      },
    )
  }
  const codes = {
    not_authorized: 'not_authorized',
    unreachable: 'issuer_unreachable',
    misconfigured: 'misconfigured',
    unusable_answer: 'invalid_response',
    aborted: 'aborted',
  } as const
  return new TimesheetsError(codes[error.kind], error.message, {
    cause: error,
    retryAfterMs: error.retryAfterMs,
  })
}
