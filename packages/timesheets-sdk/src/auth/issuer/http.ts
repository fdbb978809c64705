import { type PlatformCrypto, webCrypto } from '../../net/platform-crypto.ts'
import { readBytes } from '../../net/read-bytes.ts'
import { isUnavailable, readRetryAfterMs } from '../../net/retry.ts'
import { AuthError } from '../errors.ts'
import { abortable, abortError, sleep } from './abort.ts'
import { causeInWords } from './redact.ts'

const maxBodyBytes = 1024 * 1024
const nullBodyStatus = [204, 205, 304]

/** The outside world of this folder, replaceable for tests and for platforms with their own `fetch`. */
export interface HttpOptions {
  /** Default: the global `fetch`. */
  readonly fetch?: typeof globalThis.fetch
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
    fetch: options.fetch ?? platformFetch,
    crypto: options.crypto ?? webCrypto(missingOnPlatform),
    now: options.now ?? Date.now,
    sleep: options.sleep ?? sleep,
    timeoutMs: options.timeoutMs ?? 10_000,
  }
}

/**
 * Called through the global object, as browsers demand, and resolved per call, so that later instrumentation
 * applies.
 */
function platformFetch(...[input, init]: Parameters<typeof fetch>): Promise<Response> {
  if (typeof globalThis.fetch !== 'function') throw missingOnPlatform('fetch')
  return globalThis.fetch(input, init)
}

const waysToPass: Readonly<Record<string, string>> = {
  fetch: 'fetch: a function like the global one',
  'crypto.getRandomValues': 'crypto: {getRandomValues, sha256}',
  'crypto.subtle': 'crypto: {getRandomValues, sha256}',
}

function missingOnPlatform(missing: string): AuthError {
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
  init: RequestInit,
  http: Http,
  { signal, timeoutMs }: { signal: AbortSignal; timeoutMs: number },
): Promise<Response> {
  if (signal.aborted) throw abortError(signal)
  const origin = new URL(url).origin
  // One signal for the caller, the timeout, and a response that is not read to its end.
  const ended = new AbortController()
  let timedOut = false
  const timer = setTimeout(() => {
    timedOut = true
    ended.abort()
  }, timeoutMs)
  const onAbort = () => ended.abort()
  signal.addEventListener('abort', onAbort, { once: true })

  const exchange = async (): Promise<Response> => {
    const response = await http.fetch(url, { ...init, redirect: 'manual', signal: ended.signal })
    if (response.type === 'opaqueredirect') {
      throw new AuthError('invalid_response', `${origin} returned a redirect, which is not followed.`)
    }
    if (isUnavailable(response.status)) throw unavailableError(origin, response, http.now())
    const { status, headers } = response
    const body = await readBytes(response, maxBodyBytes)
    if (body === undefined) {
      throw new AuthError(
        'invalid_response',
        `${origin} returned more than ${maxBodyBytes / 1024} KiB. Check that it is the issuer.`,
        { status: response.status },
      )
    }
    return new Response(nullBodyStatus.includes(status) ? null : body, { status, headers })
  }
  try {
    return await abortable(exchange(), ended.signal)
  } catch (error) {
    if (signal.aborted) throw abortError(signal)
    if (timedOut) {
      throw new AuthError(
        'issuer_unreachable',
        `${origin} did not respond within ${timeoutMs / 1000} seconds. Check the address and the network, and try again later.`,
      )
    }
    if (error instanceof AuthError) throw error
    const cause = causeInWords(error)
    throw new AuthError(
      'issuer_unreachable',
      `${origin} could not be reached (${cause.message}). Check the address, the network and its certificate.`,
      { cause },
    )
  } finally {
    clearTimeout(timer)
    signal.removeEventListener('abort', onAbort)
    ended.abort()
  }
}

/** The error of a response that `isUnavailable`, with the wait that its `Retry-After` asks for. */
function unavailableError(origin: string, response: Response, nowMs: number): AuthError {
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
