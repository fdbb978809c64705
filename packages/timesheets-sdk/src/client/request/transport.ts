import axios, { type AxiosAdapter, type AxiosInstance } from 'axios'
import { causeInWords, redact } from '../../auth/issuer/redact.ts'
import { TimesheetsError } from '../errors.ts'
import { type ByteSource, textOf } from '../reading/byte-source.ts'
import { watchdog } from './watchdog.ts'

/** The largest response that is read into memory: a page of 1,000 entries with the longest notes fits. */
const maximumAnswerBytes = 32 * 1_024 * 1_024

/** The options of axios that a caller may set. The client sets all others. */
export interface TransportOptions {
  /**
   * Default: `http` in Node, `fetch` in browsers, which alone can reject redirects and stream a response
   * there.
   */
  readonly adapter?: 'http' | 'fetch' | AxiosAdapter
  /** Node only: an `http.Agent`, for its own pool or limits. */
  readonly httpAgent?: unknown
  /** Node only: an `https.Agent`, for an own certificate authority, client certificates or a proxy. */
  readonly httpsAgent?: unknown
  /** Node only: browsers forbid to set it. */
  readonly userAgent?: string
}

/** One HTTP request, ready to send. */
export interface HttpRequest {
  readonly method: string
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body?: string | undefined
}

/** A response of any status. */
export interface HttpResponse<Body> {
  readonly status: number
  header(name: string): string | undefined
  readonly body: Body
  /** The body as text, for a response of 400 or more. */
  readonly refusal: string
}

export interface Transport {
  /** Sends once and reads the response to its end. */
  send(request: HttpRequest, limits: TryLimits): Promise<HttpResponse<string>>
  /** Sends once and leaves the body to be read; `signal` ends that too, and should not outlive it. */
  open(request: HttpRequest, limits: TryLimits): Promise<HttpResponse<ByteSource>>
}

export interface TryLimits {
  readonly timeoutMs: number
  readonly signal?: AbortSignal | undefined
}

/**
 * HTTP by axios. Redirects are not followed, as a token must not follow them. Proxies of the environment are
 * used for `https:` alone, where they see neither token nor content.
 *
 * Both functions reject with {@link TimesheetsError} `network_error`, `timeout` or `aborted`.
 */
export function createTransport(baseUrl: string, options: TransportOptions): Transport {
  const instance = axios.create({
    adapter: options.adapter ?? ['http', 'fetch'],
    ...(options.httpAgent === undefined ? {} : { httpAgent: options.httpAgent }),
    ...(options.httpsAgent === undefined ? {} : { httpsAgent: options.httpsAgent }),
    ...(baseUrl.startsWith('https:') ? {} : { proxy: false as const }),
    // Left to axios, browsers would have to ask the API whether it may be sent.
    headers: { 'User-Agent': options.userAgent ?? false },
    maxRedirects: 0,
    withXSRFToken: false,
    validateStatus: () => true,
    transformRequest: [(body) => body],
    transformResponse: [(body) => body],
  })
  return {
    send: (request, limits) => exchange<string>(instance, request, limits, 'text'),
    open: (request, limits) => exchange<ByteSource>(instance, request, limits, 'stream'),
  }
}

async function exchange<Body extends string | ByteSource>(
  instance: AxiosInstance,
  request: HttpRequest,
  { timeoutMs, signal }: TryLimits,
  responseType: 'text' | 'stream',
): Promise<HttpResponse<Body>> {
  const origin = new URL(request.url).origin
  const watch = watchdog(signal)
  let isStillRead = false
  watch.start(timeoutMs)
  try {
    const response = await instance.request<Body>({
      method: request.method,
      url: request.url,
      headers: request.headers,
      data: request.body,
      signal: watch.signal,
      responseType,
      // With a bound, axios' fetch adapter wraps the body again, which Chromium rejects for 204, the response
      // to DELETE.
      maxContentLength: responseType === 'text' && request.method !== 'DELETE' ? maximumAnswerBytes : -1,
    })
    const { headers, status, data } = response
    isStillRead = responseType === 'stream' && status < 400
    return {
      status,
      header: (name) => {
        const value: unknown = headers[name.toLowerCase()]
        return typeof value === 'string' ? value : undefined
      },
      body: data,
      refusal: status < 400 ? '' : typeof data === 'string' ? data : await textOf(data),
    }
  } catch (error) {
    if (signal?.aborted) throw abortedError(signal)
    if (watch.isTimedOut) throw timeoutError(origin, timeoutMs)
    throw networkError(origin, error)
  } finally {
    if (isStillRead) watch.pause()
    else watch.end()
  }
}

export function abortedError(signal: AbortSignal): TimesheetsError {
  return new TimesheetsError('aborted', 'Stopped before the API responded.', { cause: signal.reason })
}

function timeoutError(origin: string, timeoutMs: number): TimesheetsError {
  return new TimesheetsError(
    'timeout',
    `${origin} did not respond within ${timeoutMs / 1_000} seconds. Check the address and the network, and try again later.`,
  )
}

/** Errors of axios carry request and response, and these carry the token: only their words are kept. */
function networkError(origin: string, error: unknown): TimesheetsError {
  const words = redact(error instanceof Error ? error.message : '') || 'no response'
  return new TimesheetsError(
    'network_error',
    `${origin} could not be reached (${words}). Check the address and the network, and try again later.`,
    { cause: causeInWords(error) },
  )
}
