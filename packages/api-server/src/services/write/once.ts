import {
  type IdempotencyKey,
  idempotencyLifetimeMs,
  idempotencyScopeOf,
  replayedResult,
} from 'timesheets-sdk/decide'
import type { EventRecord } from 'timesheets-sdk/model'
import type { Caller } from 'timesheets-sdk/rules'
import type { Transaction } from '../../store/engine.ts'
import { appendEvents } from '../../store/events/events.ts'
import { deleteResultsThrough, findResults, putResults } from '../../store/idempotency.ts'
import type { ServiceContext } from '../context.ts'

/** The result of the work: the mark to store with the key, and its events. */
export interface Done<Mark> {
  readonly mark: Mark
  readonly events: readonly EventRecord[]
}

/**
 * Runs `work` in its own transaction, once per `Idempotency-Key`, and appends its events. Its mark, a JSON
 * value, is stored and returned when the key is repeated. The mark must not contain a secret, the response
 * may.
 * @throws {ProblemError} `idempotency_key_reused`
 */
export function once<Mark>(
  { engine, writer, now }: Pick<ServiceContext, 'engine' | 'writer' | 'now'>,
  caller: Caller,
  idempotency: IdempotencyKey | undefined,
  work: (transaction: Transaction, nowMs: number) => Promise<Done<Mark>>,
): Promise<Mark> {
  return writer.transact(async (transaction) => {
    const nowMs = now()
    const scope = idempotency && idempotencyScopeOf(caller, idempotency)
    if (idempotency && scope) {
      const [kept] = await findResults(engine, transaction, [scope])
      const forgottenMs = nowMs - idempotencyLifetimeMs
      if (kept && kept.createdAtMs > forgottenMs)
        return replayedResult<Mark>(kept.result, kept.bodyDigest, idempotency)
      if (kept) await deleteResultsThrough(transaction, forgottenMs)
    }
    const { mark, events } = await work(transaction, nowMs)
    if (idempotency && scope) {
      const { bodyDigest } = idempotency
      const result = { ...scope, bodyDigest, result: JSON.stringify(mark), createdAtMs: nowMs }
      await putResults(engine, transaction, [result])
    }
    await appendEvents(engine, transaction, events)
    return mark
  })
}

/**
 * Runs a rare change of policy or roster, one at a time across all processes and while no other write is
 * decided. Such a change depends on several rows: nobody may report to themselves, and absences may not
 * overlap. Other writes depend on it: a period may be closed.
 */
export function changeInTurn<T>(
  { engine, writer }: Pick<ServiceContext, 'engine' | 'writer'>,
  work: (transaction: Transaction) => Promise<T>,
): Promise<T> {
  return writer.transact(async (transaction) => {
    await engine.lockRules(transaction)
    return work(transaction)
  })
}
