import type { EventAction, EventRecord, EventSubject } from 'timesheets-sdk/model'
import type { Caller } from 'timesheets-sdk/rules'
import type { Transaction } from '../store/engine.ts'
import type { ServiceContext } from './context.ts'

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

/** The event that tells of a change by a caller. */
export function eventBy(
  caller: Caller,
  timeMs: number,
  change: {
    readonly action: EventAction
    readonly subject: EventSubject
    readonly before: unknown
    readonly after: unknown
  },
): EventRecord {
  return { timeMs, actor: caller.subject, client: caller.clientId, week: null, reason: null, ...change }
}
