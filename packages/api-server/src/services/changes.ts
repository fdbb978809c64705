import { type EntryRecord, type EventRecord, entryFromRecord, weekOf, weekTotals } from 'timesheets-sdk/model'
import {
  type Change,
  type EntryChange,
  eventOfWeekAction,
  type Ledger,
  type WeekChange,
} from 'timesheets-sdk/rules'
import type { Engine, Transaction } from '../store/engine.ts'
import { deleteEntries, putEntries } from '../store/entries.ts'
import { appendEvents } from '../store/events.ts'
import { putWeeks } from '../store/weeks.ts'

/** Writes what a ledger decided: entries, the totals of their weeks, and an event for each change. */
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
    ledger.changes.map((change) => eventOf(change, nowMs)),
  )
}

/** An entry can change more than once in a group of requests; it is written once, as it is in the end. */
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

function eventOf(change: Change, nowMs: number): EventRecord {
  const { subject: actor, clientId: client } = change.caller
  const about = change.kind === 'entry' ? aboutEntry(change) : aboutWeek(change)
  return { timeMs: nowMs, actor, client, ...about }
}

type About = Omit<EventRecord, 'timeMs' | 'actor' | 'client'>

function aboutEntry({ before, after, beforeStatus, afterStatus }: EntryChange): About {
  const entry = after ?? before
  if (!entry) throw new RangeError('a change is of an entry')
  return {
    action: before === null ? 'entry.created' : after === null ? 'entry.deleted' : 'entry.updated',
    subject: { type: 'entry', id: entry.id, userId: entry.userId },
    week: weekOf(entry.date),
    before: before && entryFromRecord(before, beforeStatus),
    after: after && entryFromRecord(after, afterStatus),
    reason: null,
  }
}

function aboutWeek({ action, before, after, reason }: WeekChange): About {
  const { userId, week } = after
  return {
    action: eventOfWeekAction(action),
    subject: { type: 'week', userId, week },
    week,
    before: { status: before.status },
    // What was submitted is kept for good, whatever becomes of the week later.
    after: { status: after.status, ...(action === 'submit' ? weekTotals(after) : {}) },
    reason,
  }
}
