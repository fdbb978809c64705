import {
  type ClientRequest,
  Agent as HttpAgent,
  type IncomingMessage,
  request as requestHttp,
} from 'node:http'
import { Agent as HttpsAgent, request as requestHttps } from 'node:https'
import { readRetryAfterMs } from 'timesheets-sdk/decide'
import { codeOf } from '../error-code.ts'
import { faultInUrl } from './address.ts'
import { PrivateAddressError, publicLookup, type ResolveAll } from './public-lookup.ts'
import { signatureOf } from './signature.ts'

const defaultTimeoutMs = 15_000
/** The rest of a response is not read: only its status matters. */
const maximumResponseBytes = 65_536

/** A message for an endpoint. */
export interface Message {
  /** The same for every attempt, so that a receiver can drop repeats. */
  readonly id: string
  /** JSON: `{type, timestamp, data}`. */
  readonly body: string
}

/** The URL that messages are sent to and the secrets that sign them. */
export interface Endpoint {
  readonly url: string
  readonly secrets: readonly string[]
}

/** The result of an attempt. `failure` is in words, and contains no part of the response and no address. */
export type Attempt =
  | { readonly delivered: true; readonly status: number }
  | {
      readonly delivered: false
      readonly status: number | null
      readonly failure: string
      /** The delay that the endpoint asks for (`Retry-After`), in milliseconds. */
      readonly retryAfterMs?: number | undefined
    }

export interface WebhookSender {
  /** Why nothing can be sent to this URL; `undefined` if it is valid. */
  faultIn(url: string): string | undefined
  /** Makes one attempt. Only rejects if `signal` aborts, with its reason. */
  send(endpoint: Endpoint, message: Message, signal?: AbortSignal): Promise<Attempt>
  close(): void
}

export interface WebhookSenderOptions {
  /** Whether private addresses and `http:` are allowed. */
  readonly allowPrivate: boolean
  /** The time limit for a response. Default 15,000. */
  readonly timeoutMs?: number
  /** Milliseconds since the epoch. Default `Date.now`. */
  readonly now?: () => number
  /** Resolves host names. Default: the system's resolver. */
  readonly resolveAll?: ResolveAll | undefined
}

/**
 * Posts messages by the Standard Webhooks specification. Redirects are not followed: their targets are not
 * checked.
 */
export function createWebhookSender(options: WebhookSenderOptions): WebhookSender {
  const { allowPrivate, timeoutMs = defaultTimeoutMs, now = Date.now } = options
  const agents = {
    'http:': new HttpAgent({ keepAlive: true }),
    'https:': new HttpsAgent({ keepAlive: true }),
  }
  const lookup = allowPrivate ? undefined : publicLookup(options.resolveAll)

  function post(url: URL, message: Message, secrets: readonly string[]): ClientRequest {
    const timestamp = Math.floor(now() / 1_000)
    const init = {
      method: 'POST',
      headers: {
        'Content-Type': 'application/json',
        'Content-Length': Buffer.byteLength(message.body),
        'User-Agent': 'timesheets-webhooks',
        'webhook-id': message.id,
        'webhook-timestamp': timestamp,
        'webhook-signature': signatureOf({ ...message, timestamp }, secrets),
      },
      ...(lookup === undefined ? {} : { lookup }),
    }
    const request =
      url.protocol === 'https:'
        ? requestHttps(url, { ...init, agent: agents['https:'] })
        : requestHttp(url, { ...init, agent: agents['http:'] })
    request.end(message.body)
    return request
  }

  return {
    faultIn: (url) => faultInUrl(url, allowPrivate),

    async send({ url, secrets }, message, signal) {
      signal?.throwIfAborted()
      const fault = faultInUrl(url, allowPrivate)
      if (fault !== undefined) return { delivered: false, status: null, failure: `the URL ${fault}` }
      const target = new URL(url)
      const sendOnce = () => exchange(post(target, message, secrets), timeoutMs, signal)
      const first = await sendOnce()
      return first.isStale ? (await sendOnce()).attempt : first.attempt
    },

    close() {
      for (const agent of Object.values(agents)) agent.destroy()
    },
  }
}

interface Exchange {
  readonly attempt: Attempt
  /**
   * The endpoint had closed a kept-alive connection in the meantime. This is not a failure of the endpoint.
   */
  readonly isStale: boolean
}

function exchange(
  request: ClientRequest,
  timeoutMs: number,
  signal: AbortSignal | undefined,
): Promise<Exchange> {
  return new Promise((resolve, reject) => {
    let failure = 'closed the connection without a response'
    let attempt: Attempt | undefined
    let isStale = false
    let isTimedOut = false
    const onAbort = () => request.destroy()
    signal?.addEventListener('abort', onAbort, { once: true })
    const timer = setTimeout(() => {
      isTimedOut = true
      failure = `did not respond within ${timeoutMs / 1_000} seconds`
      request.destroy()
    }, timeoutMs)
    request.on('response', (response) => {
      attempt = attemptOf(response)
      drain(response)
    })
    request.on('error', (error) => {
      if (isTimedOut) return
      failure = failureIn(error)
      isStale = request.reusedSocket && (codeOf(error) === 'ECONNRESET' || codeOf(error) === 'EPIPE')
    })
    // Always the last event.
    request.on('close', () => {
      clearTimeout(timer)
      signal?.removeEventListener('abort', onAbort)
      if (attempt) resolve({ attempt, isStale: false })
      else if (signal?.aborted) reject(signal.reason)
      else resolve({ attempt: { delivered: false, status: null, failure }, isStale })
    })
  })
}

function attemptOf({ statusCode: status = 0, headers }: IncomingMessage): Attempt {
  if (status >= 200 && status < 300) return { delivered: true, status }
  const failure =
    status >= 300 && status < 400 ? `returned ${status}: redirects are not followed` : `returned ${status}`
  const retryAfterMs = readRetryAfterMs(headers['retry-after'], Date.now())
  return { delivered: false, status, failure, ...(retryAfterMs !== undefined && { retryAfterMs }) }
}

/**
 * Reads a response to its end, so that the connection can be reused. A response that is too long is cut off.
 */
function drain(response: IncomingMessage): void {
  let bytes = 0
  // An error in the body does not change the status.
  response.on('error', () => {})
  response.on('data', (chunk: Buffer) => {
    bytes += chunk.length
    if (bytes > maximumResponseBytes) response.destroy()
  })
}

function failureIn(error: Error): string {
  if (error instanceof PrivateAddressError) {
    return 'is in a private network: set WEBHOOK_ALLOW_PRIVATE=true to allow it'
  }
  const code = codeOf(error)
  if (code === 'ENOTFOUND') return 'has an unknown host (ENOTFOUND)'
  return code === '' ? 'could not be reached' : `could not be reached (${code})`
}
