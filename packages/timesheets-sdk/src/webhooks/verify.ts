import { WebhookVerificationError } from './error.ts'
import type { WebhookPayload } from './payload.ts'

const defaultToleranceSeconds = 300
const secretPrefix = 'whsec_'

/** Header fields, as in a `Request` or in Node. Names in any case. */
export type WebhookHeaders =
  | { get(name: string): string | null }
  | Readonly<Record<string, string | readonly string[] | undefined>>

export interface VerifyWebhookOptions {
  /** How many seconds `webhook-timestamp` may differ from `now`, in either direction. Default 300. */
  readonly toleranceSeconds?: number
  /** Milliseconds since the epoch. Default `Date.now`. */
  readonly now?: () => number
}

/**
 * Checks that a webhook comes from Timesheets, by the Standard Webhooks specification, and returns its
 * payload. It only needs WebCrypto, which Node, Deno, Bun, workers and browsers have.
 *
 * It does not detect repeats: the same `webhook-id` may arrive again, and must not be processed twice.
 *
 * ```ts
 * import { verifyWebhook } from 'timesheets-sdk/webhooks'
 *
 * const body = await request.text()
 * const { type, data } = await verifyWebhook(process.env.WEBHOOK_SECRET, request.headers, body)
 * ```
 *
 * @param secrets `whsec_...`; several while a secret is being rotated: one must match
 * @param body the raw body as received, not parsed and serialized again
 * @throws {WebhookVerificationError} if verification fails
 * @throws {TypeError} if a secret is malformed
 */
export async function verifyWebhook(
  secrets: string | readonly string[],
  headers: WebhookHeaders,
  body: string | Uint8Array,
  options: VerifyWebhookOptions = {},
): Promise<WebhookPayload> {
  const { toleranceSeconds = defaultToleranceSeconds, now = Date.now } = options
  const id = headerOf(headers, 'webhook-id')
  const timestamp = headerOf(headers, 'webhook-timestamp')
  const signatures = signaturesIn(headerOf(headers, 'webhook-signature'))
  if (!/^\d{1,12}$/.test(timestamp)) {
    throw new WebhookVerificationError('malformed_header', 'webhook-timestamp is not a number of seconds')
  }
  if (Math.abs(now() / 1_000 - Number(timestamp)) > toleranceSeconds) {
    throw new WebhookVerificationError(
      'timestamp_out_of_tolerance',
      `webhook-timestamp differs from the current time by more than ${toleranceSeconds} seconds: check this machine's clock`,
    )
  }
  const text = typeof body === 'string' ? body : new TextDecoder().decode(body)
  const signed = bytesOf(`${id}.${timestamp}.`, body)
  for (const secret of typeof secrets === 'string' ? [secrets] : secrets) {
    const key = await keyOf(secret)
    for (const signature of signatures) {
      // Compares in constant time, unlike a comparison of strings.
      if (await crypto.subtle.verify('HMAC', key, signature, signed)) return payloadIn(text)
    }
  }
  throw new WebhookVerificationError(
    'signature_mismatch',
    'no signature matches: check that the secret belongs to this webhook and that the body is the raw body as received',
  )
}

function headerOf(headers: WebhookHeaders, name: string): string {
  const value = isHeaders(headers) ? headers.get(name) : recordValue(headers, name)
  if (typeof value === 'string' && value !== '') return value
  throw new WebhookVerificationError('malformed_header', `${name} is missing`)
}

function isHeaders(headers: WebhookHeaders): headers is { get(name: string): string | null } {
  return typeof headers.get === 'function'
}

function recordValue(
  headers: Readonly<Record<string, string | readonly string[] | undefined>>,
  name: string,
): string | readonly string[] | undefined {
  const key = Object.keys(headers).find((candidate) => candidate.toLowerCase() === name)
  return key === undefined ? undefined : headers[key]
}

/** The signatures of version 1; other versions are not supported. */
function signaturesIn(header: string): Uint8Array<ArrayBuffer>[] {
  return header.split(' ').flatMap((part) => {
    if (!part.startsWith('v1,')) return []
    const bytes = fromBase64(part.slice('v1,'.length))
    return bytes ? [bytes] : []
  })
}

async function keyOf(secret: string): Promise<CryptoKey> {
  const bytes = secret.startsWith(secretPrefix) ? fromBase64(secret.slice(secretPrefix.length)) : undefined
  if (!bytes || bytes.length === 0) throw new TypeError('a webhook secret must be whsec_ followed by base64')
  return crypto.subtle.importKey('raw', bytes, { name: 'HMAC', hash: 'SHA-256' }, false, ['verify'])
}

function bytesOf(prefix: string, body: string | Uint8Array): Uint8Array<ArrayBuffer> {
  const encoder = new TextEncoder()
  const head = encoder.encode(prefix)
  const tail = typeof body === 'string' ? encoder.encode(body) : body
  const bytes = new Uint8Array(head.length + tail.length)
  bytes.set(head)
  bytes.set(tail, head.length)
  return bytes
}

function fromBase64(text: string): Uint8Array<ArrayBuffer> | undefined {
  try {
    return Uint8Array.from(atob(text), (character) => character.charCodeAt(0))
  } catch {
    return undefined
  }
}

function payloadIn(text: string): WebhookPayload {
  try {
    const payload: unknown = JSON.parse(text)
    if (isPayload(payload)) return payload
  } catch {
    // Reported below, like any other invalid body.
  }
  throw new WebhookVerificationError(
    'malformed_body',
    'the body is not a Timesheets message: expected {type, timestamp, data}',
  )
}

function isPayload(value: unknown): value is WebhookPayload {
  if (typeof value !== 'object' || value === null) return false
  const { type, timestamp, data } = value as Record<string, unknown>
  return (
    typeof type === 'string' && typeof timestamp === 'string' && typeof data === 'object' && data !== null
  )
}
