import { type EntryRecord, type EventRecord, entryFromRecord, weekOf } from 'timesheets-sdk/model'
import type { EntryChange, Ledger } from 'timesheets-sdk/rules'
import type { Engine, Transaction } from '../store/engine.ts'
import { deleteEntries, putEntries } from '../store/entries.ts'
import { appendEvents } from '../store/events.ts'
import { type LockedWeeks, putWeekTotals } from '../store/weeks.ts'

/** Writes what a ledger decided: entries, the totals of their weeks, and an event for each change. */
export async function writeChanges(
  engine: Engine,
  transaction: Transaction,
  locked: LockedWeeks,
  ledger: Ledger,
  nowMs: number,
): Promise<void> {
  if (ledger.changes.length === 0) return
  const { inserted, updated, deleted } = netChanges(ledger.changes)
  await deleteEntries(transaction, deleted)
  await putEntries(engine, transaction, updated, 'upsert')
  await putEntries(engine, transaction, inserted, 'insert')
  await putWeekTotals(engine, transaction, locked, ledger.touchedWeeks)
  await appendEvents(
    engine,
    transaction,
    ledger.changes.map((change) => eventOf(change, nowMs)),
  )
}

/** An entry can change more than once in a group of requests; it is written once, as it is in the end. */
function netChanges(changes: readonly EntryChange[]) {
  const isStored = new Map<string, boolean>()
  const last = new Map<string, EntryRecord | null>()
  for (const { before, after } of changes) {
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

function eventOf(change: EntryChange, nowMs: number): EventRecord & { readonly week: string | null } {
  const { caller, before, after } = change
  const entry = after ?? before
  if (!entry) throw new RangeError('a change is of an entry')
  return {
    timeMs: nowMs,
    actor: caller.subject,
    client: caller.clientId,
    action: before === null ? 'entry.created' : after === null ? 'entry.deleted' : 'entry.updated',
    subject: { type: 'entry', id: entry.id, userId: entry.userId },
    week: weekOf(entry.date),
    before: before && entryFromRecord(before, change.beforeStatus),
    after: after && entryFromRecord(after, change.afterStatus),
  }
}
