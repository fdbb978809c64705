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
import { deleteAnswersThrough, findAnswers, putAnswers } from '../../store/idempotency.ts'
import type { ServiceContext } from '../context.ts'

/** What was done: what is kept of it for its key, and the events that tell of it. */
export interface Done<Mark> {
  readonly mark: Mark
  readonly events: readonly EventRecord[]
}

/**
 * Does `work` in a transaction of its own, once for an `Idempotency-Key`, and appends its events at the end. Of what it did a
 * mark is kept, JSON through and through, and given back when the key comes again: it is what must hold no secret, not the answer.
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
      const [kept] = await findAnswers(engine, transaction, [scope])
      const forgottenMs = nowMs - idempotencyLifetimeMs
      if (kept && kept.createdAtMs > forgottenMs)
        return replayedResult<Mark>(kept.answer, kept.bodyDigest, idempotency)
      if (kept) await deleteAnswersThrough(transaction, forgottenMs)
    }
    const { mark, events } = await work(transaction, nowMs)
    if (idempotency && scope) {
      const { bodyDigest } = idempotency
      const answer = { ...scope, bodyDigest, answer: JSON.stringify(mark), createdAtMs: nowMs }
      await putAnswers(engine, transaction, [answer])
    }
    await appendEvents(engine, transaction, events)
    return mark
  })
}

/**
 * Runs a change of what is seldom changed, one at a time across all processes: what such a change depends on, as that nobody
 * reports to themselves or that absences do not overlap, no lock on a single row could guard. It holds the event log for it,
 * which its event needs anyway.
 */
export function changeInTurn<T>(
  { engine, writer }: Pick<ServiceContext, 'engine' | 'writer'>,
  work: (transaction: Transaction) => Promise<T>,
): Promise<T> {
  return writer.transact(async (transaction) => {
    await engine.lockEventLog(transaction)
    return work(transaction)
  })
}
