import axios, { type AxiosAdapter, type AxiosInstance } from 'axios'
import { causeInWords } from '../auth/redact.ts'
import { type ByteSource, textOf } from './byte-source.ts'
import { TimesheetsError } from './errors.ts'
import { watchdog } from './watchdog.ts'

/** The largest answer that is read into memory: a page of 1,000 entries with the longest notes fits. */
const maximumAnswerBytes = 32 * 1_024 * 1_024

/** What of axios a caller may set. Everything else is the client's own business. */
export interface TransportOptions {
  /** Default: what axios chooses, `http` in Node and `xhr` in browsers. */
  readonly adapter?: 'http' | 'fetch' | 'xhr' | AxiosAdapter
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

/** An answer, whatever its status. */
export interface HttpAnswer<Body> {
  readonly status: number
  header(name: string): string | undefined
  readonly body: Body
  /** Of an answer of 400 or more, the body as text. */
  readonly refusal: string
}

export interface Transport {
  /** Sends once and reads the answer to its end. */
  send(request: HttpRequest, limits: TryLimits): Promise<HttpAnswer<string>>
  /** Sends once and leaves the body to be read; `signal` ends that too, and should not outlive it. */
  open(request: HttpRequest, limits: TryLimits): Promise<HttpAnswer<ByteSource>>
}

export interface TryLimits {
  readonly timeoutMs: number
  readonly signal?: AbortSignal | undefined
}

/**
 * HTTP by axios. Redirects are not followed, as a token must not follow them. Proxies of the environment are used for
 * `https:` alone, where they see neither token nor content.
 *
 * Both functions reject with {@link TimesheetsError} `network_error`, `timeout` or `aborted`.
 */
export function createTransport(baseUrl: string, options: TransportOptions): Transport {
  const instance = axios.create({
    ...(options.adapter === undefined ? {} : { adapter: options.adapter }),
    ...(options.httpAgent === undefined ? {} : { httpAgent: options.httpAgent }),
    ...(options.httpsAgent === undefined ? {} : { httpsAgent: options.httpsAgent }),
    ...(baseUrl.startsWith('https:') ? {} : { proxy: false as const }),
    headers: options.userAgent === undefined ? {} : { 'User-Agent': options.userAgent },
    maxRedirects: 0,
    withXSRFToken: false,
    validateStatus: () => true,
    transformRequest: [(body) => body],
    transformResponse: [(body) => body],
  })
  return {
    send: (request, limits) => exchange<string>(instance, request, limits, 'text', options.adapter),
    // XHR can't stream: browsers use fetch for it.
    open: (request, limits) =>
      exchange<ByteSource>(instance, request, limits, 'stream', options.adapter ?? ['http', 'fetch']),
  }
}

async function exchange<Body extends string | ByteSource>(
  instance: AxiosInstance,
  request: HttpRequest,
  { timeoutMs, signal }: TryLimits,
  responseType: 'text' | 'stream',
  adapter: TransportOptions['adapter'] | ('http' | 'fetch')[],
): Promise<HttpAnswer<Body>> {
  const origin = new URL(request.url).origin
  const watch = watchdog(signal)
  watch.start(timeoutMs)
  try {
    const response = await instance.request<Body>({
      method: request.method,
      url: request.url,
      headers: request.headers,
      data: request.body,
      signal: watch.signal,
      responseType,
      maxContentLength: responseType === 'text' ? maximumAnswerBytes : -1,
      ...(adapter === undefined ? {} : { adapter }),
    })
    const { headers, status, data } = response
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
    // The body of a stream is still to come, and has to end with the signal.
    if (responseType === 'stream') watch.pause()
    else watch.close()
  }
}

export function abortedError(signal: AbortSignal): TimesheetsError {
  return new TimesheetsError('aborted', 'Stopped before the API had answered.', { cause: signal.reason })
}

function timeoutError(origin: string, timeoutMs: number): TimesheetsError {
  return new TimesheetsError(
    'timeout',
    `${origin} did not answer within ${timeoutMs / 1_000} seconds. Check the address and the network, and try again later.`,
  )
}

/** Errors of axios carry request and response, and these carry the token: only their words are kept. */
function networkError(origin: string, error: unknown): TimesheetsError {
  const cause = causeInWords(error)
  return new TimesheetsError(
    'network_error',
    `${origin} could not be reached (${cause.message}). Check the address and the network, and try again later.`,
    { cause },
  )
}
