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
  deleteResultsThrough,
  findResults,
  type IdempotencyScope,
  putResults,
  type StoredResult,
} from '../../store/idempotency.ts'

/**
 * For each request with a known key, a function that returns the stored result, or throws a `ProblemError` if
 * the key was used with another body.
 */
export async function replaysOf(
  engine: Engine,
  transaction: Transaction,
  requests: readonly WriteRequest[],
  nowMs: number,
): Promise<Map<WriteRequest, () => WriteResult>> {
  const scoped = requests.flatMap((request) => {
    const scope = scopeOf(request)
    return scope ? [{ request, scope }] : []
  })
  const replays = new Map<WriteRequest, () => WriteResult>()
  if (scoped.length === 0) return replays
  const stored = await findResults(
    engine,
    transaction,
    scoped.map(({ scope }) => scope),
  )
  const forgotten = nowMs - idempotencyLifetimeMs
  const alive = stored.filter(({ createdAtMs }) => createdAtMs > forgotten)
  if (alive.length < stored.length) await deleteResultsThrough(transaction, forgotten)
  const found = new Map(alive.map((one) => [idempotencyScopeText(one), one]))
  for (const { request, scope } of scoped) {
    const one = found.get(idempotencyScopeText(scope))
    const { idempotency } = request
    if (one && idempotency)
      replays.set(request, () => replayedResult(one.result, one.bodyDigest, idempotency))
  }
  return replays
}

/** Stores the results of the requests that succeeded. A rejected request is decided again the next time. */
export async function storeResults(
  engine: Engine,
  transaction: Transaction,
  requests: readonly WriteRequest[],
  results: readonly PromiseSettledResult<WriteResult>[],
  replayed: ReadonlyMap<WriteRequest, unknown>,
  nowMs: number,
): Promise<void> {
  const fresh = requests.flatMap((request, index): StoredResult[] => {
    const result = results[index]
    const scope = scopeOf(request)
    if (!scope || !request.idempotency || replayed.has(request) || result?.status !== 'fulfilled') return []
    const { bodyDigest } = request.idempotency
    return [{ ...scope, bodyDigest, result: JSON.stringify(result.value), createdAtMs: nowMs }]
  })
  await putResults(engine, transaction, fresh)
}

/** The scope of a request's key as one text; `undefined` without a key. */
export function keyTextOf(request: WriteRequest): string | undefined {
  const scope = scopeOf(request)
  return scope && idempotencyScopeText(scope)
}

function scopeOf({ caller, idempotency }: WriteRequest): IdempotencyScope | undefined {
  return idempotency && idempotencyScopeOf(caller, idempotency)
}
