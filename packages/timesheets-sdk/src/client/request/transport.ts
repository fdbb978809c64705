import { abortable } from '../../auth/issuer/abort.ts'
import { causeInWords, redact } from '../../auth/issuer/redact.ts'
import type { ByteSource } from '../../net/byte-source.ts'
import type { Fetch, FetchInit, FetchResponse } from '../../net/fetch.ts'
import { OptionError } from '../../net/option-error.ts'
import { bytesIn, readText } from '../../net/read-bytes.ts'
import { unreachable } from '../../net/tls-fault.ts'
import { watchdog } from '../../net/watchdog.ts'
import { TimesheetsError } from '../errors.ts'

/** The largest response that is read into memory: a page of 1,000 entries with the longest notes fits. */
export const maximumResponseBytes = 32 * 1_024 * 1_024
const maximumRefusalBytes = 1_024 * 1_024

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
  /** The URL of the request, without its query. */
  readonly url: string
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
 * HTTP by a `fetch`. Redirects are not followed, as a token must not follow them.
 *
 * Both functions reject with {@link TimesheetsError} `network_error`, `timeout` or `aborted`.
 */
export function createTransport(fetch: Fetch): Transport {
  return {
    send: (request, limits) => exchange(fetch, request, limits, 'text', wholeTextIn),
    open: (request, limits) => exchange(fetch, request, limits, 'stream', bytesIn),
  }
}

async function exchange<Body extends string | ByteSource>(
  fetch: Fetch,
  { method, url, headers, body }: HttpRequest,
  { timeoutMs, signal }: TryLimits,
  responseType: 'text' | 'stream',
  read: (response: FetchResponse) => Promise<Body>,
): Promise<HttpResponse<Body>> {
  const { origin, pathname } = new URL(url)
  const watch = watchdog(signal)
  let isStillRead = false
  watch.start(timeoutMs)
  const receive = async (): Promise<HttpResponse<Body>> => {
    const init: FetchInit & { responseType: typeof responseType } = {
      method,
      headers: { ...headers },
      ...(body === undefined ? {} : { body }),
      redirect: 'manual',
      signal: watch.signal,
      responseType,
    }
    const response = await fetch(url, init)
    const { status } = response
    const isRefusal = status >= 400
    return {
      status,
      url: `${origin}${pathname}`,
      header: (name) => response.headers.get(name) ?? undefined,
      body: isRefusal ? ('' as Body) : await read(response),
      refusal: isRefusal ? ((await readText(response, maximumRefusalBytes)) ?? '') : '',
    }
  }
  try {
    // A `fetch` of another make may not listen to the signal.
    const response = await abortable(receive(), watch.signal)
    isStillRead = responseType === 'stream' && response.status < 400
    return response
  } catch (error) {
    if (signal?.aborted) throw abortedError(signal)
    if (watch.isTimedOut) throw timeoutError(origin, timeoutMs)
    if (error instanceof OptionError) throw new TimesheetsError('misconfigured', `${error.message}.`)
    throw networkError(origin, error)
  } finally {
    if (isStillRead) watch.pause()
    else watch.end()
  }
}

async function wholeTextIn(response: FetchResponse): Promise<string> {
  const text = await readText(response, maximumResponseBytes)
  if (text === undefined) throw new Error(`the response is longer than ${maximumResponseBytes} bytes`)
  return text
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
  return new TimesheetsError('network_error', unreachable(origin, words, error), {
    cause: causeInWords(error),
  })
}
