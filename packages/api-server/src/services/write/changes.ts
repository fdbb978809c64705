import type { EntryRecord } from 'timesheets-sdk/model'
import { type Change, eventOfChange, type Ledger } from 'timesheets-sdk/rules'
import type { Engine, Transaction } from '../../store/engine.ts'
import { appendEvents } from '../../store/events/events.ts'
import { deleteEntries, putEntries } from '../../store/timesheets/entries.ts'
import { putWeeks } from '../../store/timesheets/weeks.ts'

/** Writes the changes of a ledger: entries, the totals of their weeks, and an event for each change. */
export async function writeChanges(
  engine: Engine,
  transaction: Transaction,
  ledger: Ledger,
  nowMs: number,
): Promise<void> {
  if (ledger.changes.length === 0) return
  const { inserted, updated, deleted } = netChanges(ledger.changes)
  await deleteEntries(transaction, deleted)
  await putEntries(engine, transaction, updated, 'upsert')
  await putEntries(engine, transaction, inserted, 'insert')
  await putWeeks(engine, transaction, ledger.touchedWeeks)
  await appendEvents(
    engine,
    transaction,
    ledger.changes.map((change) => eventOfChange(change, nowMs)),
  )
}

/** An entry can change more than once in a group of requests; only its final state is written. */
function netChanges(changes: readonly Change[]) {
  const isStored = new Map<string, boolean>()
  const last = new Map<string, EntryRecord | null>()
  for (const change of changes) {
    if (change.kind !== 'entry') continue
    const { before, after } = change
    const id = (before ?? after)?.id
    if (id === undefined) continue
    if (!isStored.has(id)) isStored.set(id, before !== null)
    last.set(id, after)
  }
  const inserted: EntryRecord[] = []
  const updated: EntryRecord[] = []
  const deleted: string[] = []
  for (const [id, entry] of last) {
    if (entry) (isStored.get(id) ? updated : inserted).push(entry)
    else if (isStored.get(id)) deleted.push(id)
  }
  return { inserted, updated, deleted }
}
