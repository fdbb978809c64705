import { operations } from '../contract/operations.ts'
import type { OperationName } from '../contract/routes.ts'
import type { Caller } from '../rules/access.ts'
import { HttpProblem } from './problem-error.ts'

/** An `Idempotency-Key`, with the operation it was sent to and a digest of the body that came with it. */
export interface IdempotencyKey {
  readonly key: string
  readonly operation: string
  readonly bodyDigest: string
}

/** How long an `Idempotency-Key` is kept. */
export const idempotencyLifetimeMs = 24 * 3_600_000

/** What a key is one of: the same text from another client, or for another operation, is another key. */
export interface IdempotencyScope {
  readonly client: string
  readonly subject: string
  readonly operation: string
  readonly key: string
}

const visibleAscii = /^[\x21-\x7e]{1,255}$/

/**
 * The `Idempotency-Key` of a request to an operation.
 * @param path the path of the request: what it names is part of the operation, and a key for one week says nothing
 *   about another
 * @param digest tells requests apart by body, media type and query; called only where there is a key
 * @throws {HttpProblem} `malformed_request`
 */
export function readIdempotencyKey(
  header: string | readonly string[] | undefined,
  operation: OperationName,
  path: string,
  digest: () => string,
): IdempotencyKey | undefined {
  if (header === undefined) return undefined
  if (typeof header !== 'string' || !visibleAscii.test(header)) {
    throw new HttpProblem('malformed_request', 'Idempotency-Key must be 1 to 255 visible ASCII characters')
  }
  const named = operations[operation].path.includes('{') ? `${operation} ${path}` : operation
  return { key: header, operation: named, bodyDigest: digest() }
}

export function idempotencyScopeOf(caller: Caller, { operation, key }: IdempotencyKey): IdempotencyScope {
  return { client: caller.clientId, subject: caller.subject, operation, key }
}

/** A scope as one text. */
export function idempotencyScopeText({ client, subject, operation, key }: IdempotencyScope): string {
  return JSON.stringify([client, subject, operation, key])
}

/**
 * The answer that was kept for a key.
 * @param kept the answer as JSON, with the digest of the body that it was given for
 * @throws {HttpProblem} `idempotency_key_reused` where the key comes with another body now
 */
export function replayedAnswer<Answer>(
  kept: { readonly bodyDigest: string; readonly answer: string },
  { bodyDigest }: IdempotencyKey,
): Answer {
  if (kept.bodyDigest === bodyDigest) return JSON.parse(kept.answer)
  throw new HttpProblem(
    'idempotency_key_reused',
    'this Idempotency-Key was used with another body: use a new key for a new request',
  )
}
