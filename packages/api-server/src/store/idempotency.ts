import { constants, deflateRawSync, inflateRawSync } from 'node:zlib'
import type { Engine, Reader, Transaction } from './engine.ts'
import { resultColumn } from './schema.ts'

/** The scope in which an `Idempotency-Key` is unique. */
export interface IdempotencyScope {
  readonly client: string
  readonly subject: string
  readonly operation: string
  readonly key: string
}

/** The stored result of a request with a key, as JSON text. */
export interface StoredResult extends IdempotencyScope {
  readonly bodyDigest: string
  readonly result: string
  readonly createdAtMs: number
}

export async function findResults(
  engine: Engine,
  reader: Reader,
  scopes: readonly IdempotencyScope[],
): Promise<StoredResult[]> {
  const keys = scopes.map(({ client, subject, operation, key }) => ({ client, subject, operation, key }))
  const rows = await engine.findByKeys(
    reader,
    'idempotency_keys',
    ['client', 'subject', 'operation', 'key'],
    keys,
  )
  return rows.map(({ body_digest, created_at_ms, [resultColumn]: result, ...row }) => ({
    ...row,
    result: jsonOf(result),
    bodyDigest: body_digest,
    createdAtMs: created_at_ms,
  }))
}

/** Stores results. A key that exists makes the transaction fail with a `ConflictError`. */
export async function putResults(
  engine: Engine,
  transaction: Transaction,
  results: readonly StoredResult[],
): Promise<void> {
  const rows = results.map(({ client, subject, operation, key, bodyDigest, result, createdAtMs }) => ({
    client,
    subject,
    operation,
    key,
    body_digest: bodyDigest,
    [resultColumn]: storedText(result),
    created_at_ms: createdAtMs,
  }))
  await engine.putRows(transaction, 'idempotency_keys', rows, 'insert')
}

/** Deletes results that were stored at an instant or before. */
export async function deleteResultsThrough(transaction: Transaction, throughMs: number): Promise<void> {
  await transaction.deleteFrom('idempotency_keys').where('created_at_ms', '<=', throughMs).execute()
}

// The result of a batch says nearly the same of every entry: compressed, it takes a quarter of the space, and
// a microsecond for each entry. Others are too short.
const leastCompressed = 2_000
// No JSON begins with this.
const deflated = 'deflate:'

function storedText(json: string): string {
  if (json.length < leastCompressed) return json
  const bytes = deflateRawSync(json, { level: constants.Z_BEST_SPEED })
  return `${deflated}${bytes.toString('base64')}`
}

/** Results that earlier versions stored are plain JSON, whatever their size. */
function jsonOf(text: string): string {
  if (!text.startsWith(deflated)) return text
  return inflateRawSync(Buffer.from(text.slice(deflated.length), 'base64')).toString()
}
