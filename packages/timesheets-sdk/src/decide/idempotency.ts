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

/** The scope of a key: the same text from another client, or for another operation, is another key. */
export interface IdempotencyScope {
  readonly client: string
  readonly subject: string
  readonly operation: string
  readonly key: string
}

const visibleAscii = /^[\x21-\x7e]{1,255}$/

/**
 * The `Idempotency-Key` of a request to an operation.
 * @param path the path of the request: a key for one week does not apply to another week
 * @param digest a digest of body, media type and query; called only if there is a key
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

/** A scope as one string. */
export function idempotencyScopeText({ client, subject, operation, key }: IdempotencyScope): string {
  return JSON.stringify([client, subject, operation, key])
}

/**
 * The stored result of an earlier request with this key.
 *
 * @param json the stored result
 * @param keptDigest the digest of the body of that request
 * @throws {HttpProblem} `idempotency_key_reused` if the key now comes with a different body
 */
export function replayedResult<Result>(
  json: string,
  keptDigest: string,
  { bodyDigest }: IdempotencyKey,
): Result {
  if (keptDigest === bodyDigest) return JSON.parse(json)
  throw new HttpProblem(
    'idempotency_key_reused',
    'this Idempotency-Key was used with a different body: use a new key for a new request',
  )
}
