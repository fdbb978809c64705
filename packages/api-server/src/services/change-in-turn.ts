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
