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
    result,
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
    [resultColumn]: result,
    created_at_ms: createdAtMs,
  }))
  await engine.putRows(transaction, 'idempotency_keys', rows, 'insert')
}

/** Deletes results that were stored at an instant or before. */
export async function deleteResultsThrough(transaction: Transaction, throughMs: number): Promise<void> {
  await transaction.deleteFrom('idempotency_keys').where('created_at_ms', '<=', throughMs).execute()
}
