import {
  idempotencyLifetimeMs,
  idempotencyScopeOf,
  idempotencyScopeText,
  replayedResult,
  type WriteRequest,
  type WriteResult,
} from 'timesheets-sdk/decide'
import type { Engine, Transaction } from '../../store/engine.ts'
import {
  deleteAnswersThrough,
  findAnswers,
  type IdempotencyScope,
  type KeptAnswer,
  putAnswers,
} from '../../store/idempotency.ts'

/**
 * For each request whose key was answered before, what gives that answer again, or throws a `ProblemError` when
 * the key came with another body then.
 */
export async function keptAnswers(
  engine: Engine,
  transaction: Transaction,
  requests: readonly WriteRequest[],
  nowMs: number,
): Promise<Map<WriteRequest, () => WriteResult>> {
  const scoped = requests.flatMap((request) => {
    const scope = scopeOf(request)
    return scope ? [{ request, scope }] : []
  })
  const answers = new Map<WriteRequest, () => WriteResult>()
  if (scoped.length === 0) return answers
  const kept = await findAnswers(
    engine,
    transaction,
    scoped.map(({ scope }) => scope),
  )
  const forgotten = nowMs - idempotencyLifetimeMs
  const alive = kept.filter(({ createdAtMs }) => createdAtMs > forgotten)
  if (alive.length < kept.length) await deleteAnswersThrough(transaction, forgotten)
  const found = new Map(alive.map((answer) => [idempotencyScopeText(answer), answer]))
  for (const { request, scope } of scoped) {
    const answer = found.get(idempotencyScopeText(scope))
    const { idempotency } = request
    if (answer && idempotency)
      answers.set(request, () => replayedResult(answer.answer, answer.bodyDigest, idempotency))
  }
  return answers
}

/** Keeps the answers of the requests that were done now. A refusal wrote nothing and is judged anew next time. */
export async function keepAnswers(
  engine: Engine,
  transaction: Transaction,
  requests: readonly WriteRequest[],
  results: readonly PromiseSettledResult<WriteResult>[],
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
export function keyTextOf(request: WriteRequest): string | undefined {
  const scope = scopeOf(request)
  return scope && idempotencyScopeText(scope)
}

function scopeOf({ caller, idempotency }: WriteRequest): IdempotencyScope | undefined {
  return idempotency && idempotencyScopeOf(caller, idempotency)
}
