import {
  type ClientRequest,
  Agent as HttpAgent,
  type IncomingMessage,
  request as requestHttp,
} from 'node:http'
import { Agent as HttpsAgent, request as requestHttps } from 'node:https'
import { faultInUrl } from './address.ts'
import { PrivateAddressError, publicLookup, type ResolveAll } from './public-lookup.ts'
import { signatureOf } from './signature.ts'

const defaultTimeoutMs = 15_000
/** More of an answer is not read: its status is all that counts. */
const maximumAnswerBytes = 65_536

/** A message for an endpoint. */
export interface Message {
  /** The same each time that it is sent, so that a receiver can drop repeats. */
  readonly id: string
  /** JSON: `{type, timestamp, data}`. */
  readonly body: string
}

/** Where a message goes, and the secrets that it is signed with. */
export interface Endpoint {
  readonly url: string
  readonly secrets: readonly string[]
}

/** What came back. `failure` is in words; it holds nothing that was answered, and no address. */
export type Attempt =
  | { readonly delivered: true; readonly status: number }
  | { readonly delivered: false; readonly status: number | null; readonly failure: string }

export interface WebhookSender {
  /** Why an endpoint with this URL would never be sent anything; `undefined`: nothing speaks against it. */
  faultIn(url: string): string | undefined
  /** Sends once, and never rejects, but for `signal`: then with its reason. */
  send(endpoint: Endpoint, message: Message, signal?: AbortSignal): Promise<Attempt>
  close(): void
}

export interface WebhookSenderOptions {
  /** Whether private addresses and `http:` will do. */
  readonly allowPrivate: boolean
  /** How long an endpoint has to answer. Default 15,000. */
  readonly timeoutMs?: number
  /** Milliseconds since the epoch. Default `Date.now`. */
  readonly now?: () => number
  /** How hosts are looked up. Default: as the system does. */
  readonly resolveAll?: ResolveAll | undefined
}

/** Posts messages after the Standard Webhooks specification. Redirects are not followed: what they lead to was not checked. */
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
  /** The connection was one that is kept open, and the endpoint had closed it meanwhile: that says nothing about the endpoint. */
  readonly isStale: boolean
}

function exchange(
  request: ClientRequest,
  timeoutMs: number,
  signal: AbortSignal | undefined,
): Promise<Exchange> {
  return new Promise((resolve, reject) => {
    let failure = 'ended the connection without an answer'
    let answered: Attempt | undefined
    let isStale = false
    let isTimedOut = false
    const onAbort = () => request.destroy()
    signal?.addEventListener('abort', onAbort, { once: true })
    const timer = setTimeout(() => {
      isTimedOut = true
      failure = `did not answer within ${timeoutMs / 1_000} seconds`
      request.destroy()
    }, timeoutMs)
    request.on('response', (response) => {
      answered = attemptOf(response.statusCode ?? 0)
      readAway(response)
    })
    request.on('error', (error) => {
      if (isTimedOut) return
      failure = failureIn(error)
      isStale = request.reusedSocket && (codeOf(error) === 'ECONNRESET' || codeOf(error) === 'EPIPE')
    })
    // Comes last, whatever else came.
    request.on('close', () => {
      clearTimeout(timer)
      signal?.removeEventListener('abort', onAbort)
      if (answered) resolve({ attempt: answered, isStale: false })
      else if (signal?.aborted) reject(signal.reason)
      else resolve({ attempt: { delivered: false, status: null, failure }, isStale })
    })
  })
}

function attemptOf(status: number): Attempt {
  if (status >= 200 && status < 300) return { delivered: true, status }
  const failure =
    status >= 300 && status < 400 ? `answered ${status}: redirects are not followed` : `answered ${status}`
  return { delivered: false, status, failure }
}

/** Reads an answer to its end, so that the connection can be used again; one that is too long is cut off. */
function readAway(response: IncomingMessage): void {
  let bytes = 0
  // What is wrong with the rest of an answer does not change its status.
  response.on('error', () => {})
  response.on('data', (chunk: Buffer) => {
    bytes += chunk.length
    if (bytes > maximumAnswerBytes) response.destroy()
  })
}

function failureIn(error: Error): string {
  if (error instanceof PrivateAddressError) {
    return 'is in a private network, which is not called: set WEBHOOK_ALLOW_PRIVATE=true to allow it'
  }
  const code = codeOf(error)
  if (code === 'ENOTFOUND') return 'has a host that is not known (ENOTFOUND)'
  return code === undefined ? 'could not be reached' : `could not be reached (${code})`
}

function codeOf(error: Error): string | undefined {
  return 'code' in error && typeof error.code === 'string' ? error.code : undefined
}
