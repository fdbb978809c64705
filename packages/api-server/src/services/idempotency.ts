import { problem } from 'timesheets-sdk/contract'
import { ProblemError, type WriteAnswer, type WriteRequest } from 'timesheets-sdk/decide'
import type { Engine, Transaction } from '../store/engine.ts'
import {
  deleteAnswersThrough,
  findAnswers,
  type IdempotencyScope,
  type KeptAnswer,
  putAnswers,
} from '../store/idempotency.ts'

/** How long an `Idempotency-Key` is kept. */
export const idempotencyLifetimeMs = 24 * 3_600_000

/**
 * For each request whose key was answered before, what gives that answer again, or throws a `ProblemError` when
 * the key came with another body then.
 */
export async function keptAnswers(
  engine: Engine,
  transaction: Transaction,
  requests: readonly WriteRequest[],
  nowMs: number,
): Promise<Map<WriteRequest, () => WriteAnswer>> {
  const scoped = requests.flatMap((request) => {
    const scope = scopeOf(request)
    return scope ? [{ request, scope }] : []
  })
  const answers = new Map<WriteRequest, () => WriteAnswer>()
  if (scoped.length === 0) return answers
  const kept = await findAnswers(
    engine,
    transaction,
    scoped.map(({ scope }) => scope),
  )
  const forgotten = nowMs - idempotencyLifetimeMs
  const alive = kept.filter(({ createdAtMs }) => createdAtMs > forgotten)
  if (alive.length < kept.length) await deleteAnswersThrough(transaction, forgotten)
  const found = new Map(alive.map((answer) => [scopeText(answer), answer]))
  for (const { request, scope } of scoped) {
    const answer = found.get(scopeText(scope))
    if (answer) answers.set(request, () => replay(answer, request))
  }
  return answers
}

/** Keeps the answers of the requests that were done now. A refusal wrote nothing and is judged anew next time. */
export async function keepAnswers(
  engine: Engine,
  transaction: Transaction,
  requests: readonly WriteRequest[],
  results: readonly PromiseSettledResult<WriteAnswer>[],
  replayed: ReadonlyMap<WriteRequest, unknown>,
  nowMs: number,
): Promise<void> {
  const answers = requests.flatMap((request, index): KeptAnswer[] => {
    const result = results[index]
    const scope = scopeOf(request)
    if (!scope || !request.idempotency || replayed.has(request) || result?.status !== 'fulfilled') return []
    const { bodyDigest } = request.idempotency
    return [{ ...scope, bodyDigest, answer: JSON.stringify(result.value), createdAtMs: nowMs }]
  })
  await putAnswers(engine, transaction, answers)
}

/** The scope of a request's key as one text; `undefined` without a key. */
export function idempotencyScopeText(request: WriteRequest): string | undefined {
  const scope = scopeOf(request)
  return scope && scopeText(scope)
}

function scopeOf({ caller, idempotency }: WriteRequest): IdempotencyScope | undefined {
  if (!idempotency) return undefined
  const { operation, key } = idempotency
  return { client: caller.clientId, subject: caller.subject, operation, key }
}

function scopeText({ client, subject, operation, key }: IdempotencyScope): string {
  return JSON.stringify([client, subject, operation, key])
}

function replay(kept: KeptAnswer, request: WriteRequest): WriteAnswer {
  if (kept.bodyDigest === request.idempotency?.bodyDigest) return JSON.parse(kept.answer)
  const detail = 'this Idempotency-Key was used with another body: use a new key for a new request'
  throw new ProblemError(problem('idempotency_key_reused', detail))
}
