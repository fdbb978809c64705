import type { DpopProver } from '../../auth/dpop/prover.ts'
import { isAuthError } from '../../auth/errors.ts'
import { abortable } from '../../auth/issuer/abort.ts'
import { causeInWords } from '../../auth/issuer/redact.ts'
import type { TokenProvider } from '../../auth/token-provider.ts'
import type { ProblemCode } from '../../contract/problems.ts'
import type { OperationName } from '../../contract/routes.ts'
import { anySignal } from '../../net/any-signal.ts'
import { tell } from '../../net/hooks.ts'
import { isNetworkFailure } from '../../net/network-failure.ts'
import { retryDelayMs } from '../../net/retry.ts'
import { watchdog } from '../../net/watchdog.ts'
import { TimesheetsError } from '../errors.ts'
import { refusal, requestIdOf } from './response.ts'
import {
  type ApiResponseInfo,
  type ClientHooks,
  type deprecationReporter,
  readRateLimit,
} from './response-info.ts'
import { isWorthRetrying, type RetryPolicy } from './retry.ts'
import { abortedError, type HttpRequest, type HttpResponse, type TryLimits } from './transport.ts'

/** The dependencies of sending requests. */
export interface SendContext {
  readonly tokenProvider: TokenProvider
  readonly retry: RetryPolicy
  readonly timeoutMs: number
  readonly totalTimeoutMs: number | undefined
  readonly hooks: ClientHooks
  /** Reports deprecated operations, each once. */
  readonly reportDeprecation: ReturnType<typeof deprecationReporter>
  readonly now: () => number
  /** Resolves after so many milliseconds, or as soon as `signal` aborts. */
  readonly sleep: (ms: number, signal?: AbortSignal) => Promise<void>
}

export interface SendOptions {
  readonly operation: OperationName
  /** Called with the response that the call returns. */
  readonly onResponse?: ((response: ApiResponseInfo) => void) | undefined
  /** Whether doing it twice does the same as doing it once. */
  readonly repeatable: boolean
  readonly signal?: AbortSignal | undefined
  /** Of one attempt, and of all there is to a call, in place of the context's. */
  readonly timeoutMs?: number | undefined
  readonly totalTimeoutMs?: number | undefined
  /** Lets a try that is under way end, but no other begin. */
  readonly stopRetrying?: AbortSignal | undefined
  /** On a retry, a problem with this code means that an earlier attempt already succeeded. */
  readonly alreadyDoneCode?: ProblemCode | undefined
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
  const { retry, tokenProvider, now, hooks } = context
  const {
    operation,
    signal,
    timeoutMs = context.timeoutMs,
    totalTimeoutMs = context.totalTimeoutMs,
  } = options
  // The patience of the client does not cut short the time that a call sets for itself.
  const patienceMs = Math.max(retry.giveUpAfterMs, options.timeoutMs ?? 0)
  const endMs = now() + (totalTimeoutMs ?? Number.POSITIVE_INFINITY)
  const getToken = (rejectedToken?: string) =>
    tokenOf(tokenProvider, { signal, rejectedToken, timeoutMs: endMs - now() })
  let token = await getToken()
  let isRenewed = false
  let hasNewNonce = false
  let isRepeated = false
  let hasHung = false
  let deadlineMs = now() + patienceMs

  const sendOnce = async (attempt: number): Promise<HttpResponse<Body>> => {
    const { method, url } = request
    const about = { operation, method, url, attempt }
    const sentAtMs = now()
    tell(hooks.onRequest, about)
    const response = await trySending(
      {
        ...request,
        headers: { ...request.headers, ...(await credentials(request, token, tokenProvider.dpop)) },
      },
      // Where the deadline has passed, the try still gets a moment.
      { timeoutMs: Math.max(1, Math.ceil(Math.min(timeoutMs, deadlineMs - now(), endMs - now()))), signal },
    )
    const info = {
      ...about,
      status: response.status,
      durationMs: now() - sentAtMs,
      requestId: requestIdOf(response),
      rateLimit: readRateLimit(response.header),
    }
    tell(hooks.onResponse, info)
    tell((header) => context.reportDeprecation(operation, header), response.header)
    const isNonceNew = tokenProvider.dpop?.noteNonce(url, response.header('dpop-nonce'))
    // Without the nonce the API rejects any proof (RFC 9449 section 9).
    if (isNonceNew && response.status === 401 && !hasNewNonce) {
      hasNewNonce = true
      return sendOnce(attempt)
    }
    const error = response.status < 400 ? undefined : refusal(response, now())
    if (error === undefined || (isRepeated && error.code === options.alreadyDoneCode)) {
      tell(options.onResponse, info)
      return response
    }
    throw error
  }

  for (let attempt = 1, sent = 1; ; attempt++, sent++) {
    try {
      return await sendOnce(sent)
    } catch (error) {
      if (!(error instanceof TimesheetsError)) throw error
      if (error.status === 401 && !isRenewed && tokenProvider.canRenew !== false) {
        const renewed = await getToken(token)
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
      if (error.code === 'timeout' && !hasHung && timeoutMs <= patienceMs) {
        hasHung = true
        deadlineMs = Math.max(deadlineMs, now() + delayMs + timeoutMs)
      }
      if (now() + delayMs >= Math.min(deadlineMs, endMs)) throw error
      const { method, url } = request
      tell(hooks.onRetry, { operation, method, url, attempt: sent, error, delayMs })
      const waiting = anySignal(signal, options.stopRetrying)
      await context.sleep(delayMs, waiting.signal).finally(waiting.release)
      if (signal?.aborted) throw abortedError(signal)
      if (options.stopRetrying?.aborted) throw error
    }
  }
}

/** The header fields that carry the token, and the proof of the key that it is bound to (RFC 9449). */
async function credentials(
  { method, url }: HttpRequest,
  token: string,
  dpop: DpopProver | undefined,
): Promise<Record<string, string>> {
  if (!dpop) return { Authorization: `Bearer ${token}` }
  const proof = dpop.proof({ method, url, accessToken: token }).catch((error) => {
    throw tokenError(error)
  })
  return { Authorization: `DPoP ${token}`, DPoP: await proof }
}

async function tokenOf(
  provider: TokenProvider,
  options: {
    readonly signal: AbortSignal | undefined
    readonly rejectedToken: string | undefined
    readonly timeoutMs: number
  },
): Promise<string> {
  const { signal, rejectedToken, timeoutMs } = options
  if (signal?.aborted) throw abortedError(signal)
  const watch = watchdog(signal)
  if (Number.isFinite(timeoutMs)) watch.start(timeoutMs)
  try {
    const token = provider.getAccessToken({
      signal: watch.signal,
      ...(rejectedToken === undefined ? {} : { rejectedToken }),
    })
    // A provider of another make may not listen to the signal.
    return await abortable(token, watch.signal)
  } catch (error) {
    if (signal?.aborted) throw abortedError(signal)
    if (watch.isTimedOut) {
      const message = `There was no access token within ${timeoutMs / 1_000} seconds. Try again later.`
      throw new TimesheetsError('timeout', message)
    }
    throw tokenError(error)
  } finally {
    watch.end()
  }
}

const codesOfAuthErrors = {
  not_authorized: 'not_authorized',
  unreachable: 'issuer_unreachable',
  misconfigured: 'misconfigured',
  unusable_answer: 'invalid_response',
  aborted: 'aborted',
} as const

function tokenError(error: unknown): TimesheetsError {
  if (isAuthError(error)) {
    const { message, kind, retryAfterMs } = error
    return new TimesheetsError(codesOfAuthErrors[kind], message, { cause: error, retryAfterMs })
  }
  const cause = causeInWords(error)
  if (isNetworkFailure(error)) {
    const message = `The token provider could not be reached (${cause.message}). Check the network and try again later.`
    return new TimesheetsError('issuer_unreachable', message, { cause })
  }
  const message = `There is no access token (${cause.message}). Sign in again.`
  return new TimesheetsError('not_authorized', message, { cause })
}
