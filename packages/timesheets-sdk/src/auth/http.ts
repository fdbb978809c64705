import { abortable, abortError, sleep } from './abort.ts'
import { AuthError } from './errors.ts'
import { causeInWords } from './redact.ts'
import { isUnavailable, unavailableError } from './unavailable.ts'

const MAX_BODY_BYTES = 1024 * 1024
const NULL_BODY_STATUS = [204, 205, 304]

/** The outside world of this folder, replaceable for tests and for platforms with their own `fetch`. */
export interface HttpOptions {
  /** Default: the global `fetch`. */
  fetch?: typeof globalThis.fetch
  /** Milliseconds since the epoch. Default: `Date.now`. */
  now?: () => number
  /** How retries wait. Default: a timer. */
  sleep?: (ms: number, signal: AbortSignal) => Promise<void>
  /** How long one answer of the issuer may take, body included. Default: 10,000. */
  timeoutMs?: number
}

export type Http = Required<HttpOptions>

export function httpDefaults(options: HttpOptions): Http {
  return {
    // Called through the global object, as browsers demand, and late, so that whoever instruments it is heard.
    fetch: options.fetch ?? ((input, init) => globalThis.fetch(input, init)),
    now: options.now ?? Date.now,
    sleep: options.sleep ?? sleep,
    timeoutMs: options.timeoutMs ?? 10_000,
  }
}

/**
 * One request, with its answer read to the end: at most 1 MiB of it, within `timeoutMs`. Redirects are not followed, as
 * they would take credentials elsewhere. Every status but 429 and 5xx is an answer.
 *
 * @throws {AuthError} `issuer_unreachable` on network failure, timeout, 429 and 5xx, `invalid_response` when the answer is
 *   too large or an opaque redirect, `aborted` by `signal`.
 */
export async function fetchWhole(
  url: string,
  init: RequestInit,
  http: Http,
  { signal, timeoutMs }: { signal: AbortSignal; timeoutMs: number },
): Promise<Response> {
  if (signal.aborted) throw abortError(signal)
  const origin = new URL(url).origin
  // One signal for caller, timeout and an answer that is not read to its end.
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
      throw new AuthError('invalid_response', `${origin} answered with a redirect, which is not followed.`)
    }
    if (isUnavailable(response.status)) throw unavailableError(origin, response, http.now())
    const { status, headers } = response
    const body = await readBody(response, origin)
    return new Response(NULL_BODY_STATUS.includes(status) ? null : body, { status, headers })
  }
  try {
    return await abortable(exchange(), ended.signal)
  } catch (error) {
    if (signal.aborted) throw abortError(signal)
    if (timedOut) {
      throw new AuthError(
        'issuer_unreachable',
        `${origin} did not answer within ${timeoutMs / 1000} seconds. Check the address and the network, and try again later.`,
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

async function readBody(response: Response, origin: string): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Uint8Array[] = []
  let length = 0
  const reader = response.body?.getReader()
  for (let part = await reader?.read(); part?.value !== undefined; part = await reader?.read()) {
    length += part.value.byteLength
    if (length > MAX_BODY_BYTES) {
      throw new AuthError(
        'invalid_response',
        `${origin} answered with more than ${MAX_BODY_BYTES / 1024} KiB. Check that it is the issuer.`,
        { status: response.status },
      )
    }
    chunks.push(part.value)
  }
  const whole = new Uint8Array(length)
  let offset = 0
  for (const chunk of chunks) {
    whole.set(chunk, offset)
    offset += chunk.byteLength
  }
  return whole
}
