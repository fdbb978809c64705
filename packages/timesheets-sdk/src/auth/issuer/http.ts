import type { Fetch, FetchInit, FetchResponse } from '../../net/fetch.ts'
import { type HttpHooks, tell } from '../../net/hooks.ts'
import { OptionError } from '../../net/option-error.ts'
import { type PlatformCrypto, webCrypto } from '../../net/platform-crypto.ts'
import { platformFetch } from '../../net/platform-fetch.ts'
import { readBytes } from '../../net/read-bytes.ts'
import { isUnavailable, readRetryAfterMs } from '../../net/retry.ts'
import { unreachable } from '../../net/tls-fault.ts'
import { defaultUserAgent } from '../../net/user-agent.ts'
import { watchdog } from '../../net/watchdog.ts'
import { AuthError } from '../errors.ts'
import { abortable, abortError, sleep } from './abort.ts'
import { causeInWords } from './redact.ts'

const maxBodyBytes = 1024 * 1024
const formType = 'application/x-www-form-urlencoded;charset=UTF-8'
const nullBodyStatus = [204, 205, 304]

/** The outside world of this folder, replaceable for tests and for platforms with their own `fetch`. */
export interface HttpOptions {
  /** Sends the requests. Default: the global `fetch`, in Node with the proxies of the environment. */
  readonly fetch?: Fetch
  /** For logs and metrics: requests, responses, retries. */
  readonly hooks?: HttpHooks
  /** Random bytes and SHA-256. Default: the platform's WebCrypto. On React Native pass expo-crypto's. */
  readonly crypto?: PlatformCrypto
  /** Milliseconds since the epoch. Default: `Date.now`. */
  readonly now?: () => number
  /** How retries wait. Default: a timer. */
  readonly sleep?: (ms: number, signal: AbortSignal) => Promise<void>
  /** Milliseconds that one response of the issuer may take, body included. Default: 10,000. */
  readonly timeoutMs?: number
}

export type Http = Required<HttpOptions>

export function httpDefaults(options: HttpOptions): Http {
  return {
    fetch: options.fetch ?? platformFetch(() => missingOnPlatform('fetch')),
    hooks: options.hooks ?? {},
    crypto: options.crypto ?? webCrypto(missingOnPlatform),
    now: options.now ?? Date.now,
    sleep: options.sleep ?? sleep,
    timeoutMs: options.timeoutMs ?? 10_000,
  }
}

const waysToPass: Readonly<Record<string, string>> = {
  fetch: 'fetch: a function like the global one',
  'crypto.getRandomValues': 'crypto: {getRandomValues, sha256}',
  'crypto.subtle': 'crypto: {getRandomValues, sha256}',
}

export function missingOnPlatform(missing: string): AuthError {
  return new AuthError(
    'invalid_settings',
    `This platform has no ${missing}. Pass the option ${waysToPass[missing]}.`,
  )
}

/**
 * One request, with its response read to the end: at most 1 MiB of it, within `timeoutMs`. Redirects are not
 * followed, as they would take credentials elsewhere. Statuses that ask to try again later are errors; all
 * others are returned.
 *
 * @throws {AuthError} `issuer_unreachable` on network failure, timeout, 408, 429 and 5xx, `invalid_response`
 *   when the response is too large or an opaque redirect, `aborted` by `signal`.
 */
export async function fetchWhole(
  url: string,
  init: WholeRequest,
  http: Http,
  { signal, timeoutMs, attempt = 1 }: { signal: AbortSignal; timeoutMs: number; attempt?: number },
): Promise<Response> {
  if (signal.aborted) throw abortError(signal)
  // Not called as a method: browsers refuse that for their own.
  const { fetch, hooks, now } = http
  const origin = new URL(url).origin
  // One signal for the caller, the timeout, and a response that is not read to its end.
  const watch = watchdog(signal)
  watch.start(timeoutMs)

  const exchange = async (): Promise<Response> => {
    const request = { method: init.method ?? 'GET', url, attempt }
    const sentAtMs = now()
    tell(hooks.onRequest, request)
    const response = await fetch(url, fetchInit(init, watch.signal))
    const requestId = response.headers.get('x-request-id') ?? undefined
    const { status } = response
    tell(hooks.onResponse, { ...request, status, durationMs: now() - sentAtMs, requestId })
    if (response.type === 'opaqueredirect') {
      throw new AuthError('invalid_response', `${origin} returned a redirect, which is not followed.`)
    }
    if (isUnavailable(response.status)) throw unavailableError(origin, response, http.now())
    const body = await readBytes(response, maxBodyBytes)
    if (body === undefined) {
      throw new AuthError(
        'invalid_response',
        `${origin} returned more than ${maxBodyBytes / 1024} KiB. Check that it is the issuer.`,
        { status: response.status },
      )
    }
    return new Response(nullBodyStatus.includes(status) ? null : body, {
      status,
      headers: fieldsOf(response),
    })
  }
  try {
    return await abortable(exchange(), watch.signal)
  } catch (error) {
    if (signal.aborted) throw abortError(signal)
    if (watch.isTimedOut) {
      throw new AuthError(
        'issuer_unreachable',
        `${origin} did not respond within ${timeoutMs / 1000} seconds. Check the address and the network, and try again later.`,
      )
    }
    if (error instanceof AuthError) throw error
    if (error instanceof OptionError) throw new AuthError('invalid_settings', `${error.message}.`)
    const cause = causeInWords(error)
    throw new AuthError('issuer_unreachable', unreachable(origin, cause.message, error), { cause })
  } finally {
    watch.end()
  }
}

/** The request as oauth4webapi makes it: its body is a form. */
export interface WholeRequest {
  readonly method?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string | URLSearchParams | undefined
}

function fetchInit({ method = 'GET', headers = {}, body }: WholeRequest, signal: AbortSignal): FetchInit {
  const userAgent = defaultUserAgent()
  const own = {
    ...(body instanceof URLSearchParams ? { 'content-type': formType } : {}),
    ...headers,
    ...(userAgent === undefined ? {} : { 'user-agent': userAgent }),
  }
  return {
    method,
    headers: own,
    ...(body === undefined ? {} : { body: String(body) }),
    redirect: 'manual',
    signal,
  }
}

/** All header fields; of a `fetch` whose headers cannot be iterated, those that are read here. */
function fieldsOf({ headers }: FetchResponse): HeadersInit {
  if (headers instanceof Headers) return headers
  return ['content-type', 'retry-after', 'www-authenticate', 'date', 'dpop-nonce'].flatMap(
    (name): [string, string][] => {
      const value = headers.get(name)
      return value === null ? [] : [[name, value]]
    },
  )
}

/** The error of a response that `isUnavailable`, with the wait that its `Retry-After` asks for. */
function unavailableError(origin: string, response: FetchResponse, nowMs: number): AuthError {
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
