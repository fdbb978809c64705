import type { Engine, Reader, Transaction } from './engine.ts'

/** For whom and what an `Idempotency-Key` is kept. */
export interface IdempotencyScope {
  readonly client: string
  readonly subject: string
  readonly operation: string
  readonly key: string
}

/** What was answered to a request with a key; `answer` is JSON text. */
export interface KeptAnswer extends IdempotencyScope {
  readonly bodyDigest: string
  readonly answer: string
  readonly createdAtMs: number
}

export async function findAnswers(
  engine: Engine,
  reader: Reader,
  scopes: readonly IdempotencyScope[],
): Promise<KeptAnswer[]> {
  const keys = scopes.map(({ client, subject, operation, key }) => ({ client, subject, operation, key }))
  const rows = await engine.findByKeys(
    reader,
    'idempotency_keys',
    ['client', 'subject', 'operation', 'key'],
    keys,
  )
  return rows.map(({ body_digest, created_at_ms, ...row }) => ({
    ...row,
    bodyDigest: body_digest,
    createdAtMs: created_at_ms,
  }))
}

/** Keeps answers. A key that is taken makes the transaction fail with a `ConflictError`. */
export async function putAnswers(
  engine: Engine,
  transaction: Transaction,
  answers: readonly KeptAnswer[],
): Promise<void> {
  const rows = answers.map(({ client, subject, operation, key, bodyDigest, answer, createdAtMs }) => ({
    client,
    subject,
    operation,
    key,
    body_digest: bodyDigest,
    answer,
    created_at_ms: createdAtMs,
  }))
  await engine.putRows(transaction, 'idempotency_keys', rows, 'insert')
}

/** Forgets answers that were kept at an instant or before. */
export async function deleteAnswersThrough(transaction: Transaction, throughMs: number): Promise<void> {
  await transaction.deleteFrom('idempotency_keys').where('created_at_ms', '<=', throughMs).execute()
}
