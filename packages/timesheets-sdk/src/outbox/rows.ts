import { type Entry, type EntryPatch, type NewEntry, newEntryOf } from '../model/entry.ts'
import { patched, type QueuedChange } from './queued-change.ts'

/** An entry as it will be once the queue is sent. */
export interface OutboxRow extends NewEntry {
  /** The same for as long as the entry is on the screen: see `QueuedChange.entryKey`. */
  readonly key: string
  /** The entry as the API has it; `undefined`: it is not stored yet. */
  readonly stored: Entry | undefined
  /** Its first change in the queue: the one that is sent next, or that was refused. */
  readonly change: QueuedChange | undefined
}

/**
 * Entries with the changes of the queue. An entry that will be deleted is left out, unless that was refused.
 */
export function rowsOf(entries: readonly Entry[], changes: readonly QueuedChange[]): readonly OutboxRow[] {
  const rows = new Map<string, OutboxRow>()
  for (const entry of entries) {
    const key = keyOf(entry, changes)
    rows.set(key, { ...newEntryOf(entry), key, stored: entry, change: undefined })
  }
  for (const change of changes) {
    const row = rows.get(change.entryKey) ?? rowFrom(change)
    if (row === undefined) continue
    const next = { ...row, change: row.change ?? change }
    if (change.kind === 'update') rows.set(row.key, patchedRow(next, change.patch))
    else if (change.kind === 'create') rows.set(row.key, { ...next, ...change.entry })
    else if (change.status === 'refused') rows.set(row.key, next)
    else rows.delete(row.key)
  }
  return [...rows.values()]
}

/** The API may list a creation before the queue has its response. */
function keyOf({ id, externalId }: Entry, changes: readonly QueuedChange[]): string {
  const isQueued = changes.some(({ entryKey }) => entryKey === externalId)
  return isQueued && externalId !== undefined ? externalId : id
}

function rowFrom(change: QueuedChange): OutboxRow | undefined {
  const row = { key: change.entryKey, change: undefined }
  if (change.kind === 'create') return { ...change.entry, ...row, stored: undefined }
  return change.base && { ...newEntryOf(change.base), ...row, stored: change.base }
}

function patchedRow(row: OutboxRow, patch: EntryPatch): OutboxRow {
  return patched(row, patch)
}
