import type { Entry, EntryPatch, NewEntry } from '../model/entry.ts'
import { OutboxError } from './errors.ts'
import {
  type EntryRef,
  isOf,
  joined,
  patched,
  type QueuedChange,
  type QueuedCreation,
} from './queued-change.ts'

/** Makes ids, and says the time. */
export interface Stamps {
  readonly uuid: () => string
  readonly nowMs: number
}

/**
 * A queue after a change to it, and the change in it that is meant; `undefined`: there is nothing to send.
 */
export interface Requeued {
  readonly changes: readonly QueuedChange[]
  readonly change: QueuedChange | undefined
}

/** Queues a creation. Without an `externalId` it is given one. */
export function withCreation(changes: readonly QueuedChange[], entry: NewEntry, stamps: Stamps): Requeued {
  const externalId = entry.externalId ?? stamps.uuid()
  const known = changes.find((change) => isOf(change, { externalId }))
  if (known) {
    throw new OutboxError(
      'unknown_change',
      `The queue already holds an entry with the externalId ${externalId}. Change that one, or use another id.`,
    )
  }
  const change: QueuedCreation = {
    ...stamped(externalId, stamps),
    kind: 'create',
    entry: { ...entry, externalId },
    isOwnId: entry.externalId === undefined,
  }
  return { changes: [...changes, change], change }
}

/**
 * Queues an edit. An earlier change of the same entry that was never sent, or was refused, takes it in: the
 * person then decides on one change, not on two.
 */
export function withUpdate(
  changes: readonly QueuedChange[],
  ref: EntryRef,
  patch: EntryPatch,
  stamps: Stamps,
): Requeued {
  const last = lastOf(changes, ref)
  if (last?.kind === 'delete') throw unknownEntry()
  if (last !== undefined && isOpen(last)) return withEdit(changes, last.id, patch, stamps)
  const change: QueuedChange = {
    ...stamped(last?.entryKey ?? idOf(ref), stamps),
    kind: 'update',
    patch,
    ...baseOf(ref, last),
  }
  return { changes: [...changes, change], change }
}

/** Queues a deletion. A creation that was never sent, or was refused, just leaves the queue. */
export function withDeletion(changes: readonly QueuedChange[], ref: EntryRef, stamps: Stamps): Requeued {
  const last = lastOf(changes, ref)
  if (last?.kind === 'delete') return { changes, change: last }
  if (last?.kind === 'create' && isOpen(last)) return { changes: without(changes, last), change: undefined }
  const stamp = stamped(last?.entryKey ?? idOf(ref), stamps)
  if (last?.kind === 'update' && isOpen(last)) {
    if (last.refusal?.theirs === null) return { changes: without(changes, last), change: undefined }
    const base = last.refusal?.theirs ?? last.base
    const change: QueuedChange = { ...stamp, id: last.id, kind: 'delete', ...(base && { base }) }
    return { changes: replaced(changes, change), change }
  }
  const change: QueuedChange = { ...stamp, kind: 'delete', ...baseOf(ref, last) }
  return { changes: [...changes, change], change }
}

/** Changes a change that was never sent, or was refused, and lets it be sent. */
export function withEdit(
  changes: readonly QueuedChange[],
  id: string,
  patch: EntryPatch,
  stamps: Stamps,
): Requeued {
  const known = openChange(changes, id)
  if (known.kind === 'delete') throw unknownEntry()
  const edited =
    known.kind === 'create'
      ? { ...known, entry: patched(known.entry, patch) }
      : { ...known, patch: joined(known.patch, patch) }
  return withRetry(replaced(changes, edited), id, stamps)
}

/**
 * Lets a refused change be sent again. One that somebody else's change is in the way of then applies to the
 * entry as it is now; if the entry was deleted, an edit makes it again.
 */
export function withRetry(changes: readonly QueuedChange[], id: string, stamps: Stamps): Requeued {
  const { refusal, ...known } = openChange(changes, id)
  const fresh = {
    ...known,
    idempotencyKey: stamps.uuid(),
    isSent: false,
    status: 'waiting',
  } as QueuedChange
  const change = basedOnTheirs(fresh, refusal?.theirs, stamps)
  return { changes: replaced(changes, change), change }
}

/**
 * Drops a change that was never sent, or was refused: what is stored stays as it is. Changes that depend on
 * it are dropped with it.
 */
export function withoutChange(changes: readonly QueuedChange[], id: string): readonly QueuedChange[] {
  const dropped = openChange(changes, id)
  const base = dropped.kind === 'create' ? undefined : (dropped.refusal?.theirs ?? dropped.base)
  const isGone = dropped.kind === 'create' || dropped.refusal?.theirs === null
  const rest = without(changes, dropped)
  if (isGone) return rest.filter(({ entryKey }) => entryKey !== dropped.entryKey)
  return base === undefined ? rest : withBase(rest, dropped.entryKey, base)
}

/** The queue after the entry of `key` was stored: the entry's next change applies to that. */
export function withBase(
  changes: readonly QueuedChange[],
  key: string,
  base: Entry,
): readonly QueuedChange[] {
  const next = changes.find(({ entryKey }) => entryKey === key)
  return next === undefined || next.kind === 'create' ? changes : replaced(changes, { ...next, base })
}

/** The change to send next: in the order of the queue, but no refused one holds up the changes of others. */
export function nextToSend(
  changes: readonly QueuedChange[],
  skippedKeys: ReadonlySet<string>,
): QueuedChange | undefined {
  const heldUp = new Set(skippedKeys)
  for (const change of changes) {
    if (change.status === 'waiting' && !heldUp.has(change.entryKey)) return change
    heldUp.add(change.entryKey)
  }
  return undefined
}

export function without(changes: readonly QueuedChange[], { id }: Pick<QueuedChange, 'id'>): QueuedChange[] {
  return changes.filter((change) => change.id !== id)
}

export function replaced(changes: readonly QueuedChange[], by: QueuedChange): QueuedChange[] {
  return changes.map((change) => (change.id === by.id ? by : change))
}

function basedOnTheirs(change: QueuedChange, theirs: Entry | null | undefined, stamps: Stamps): QueuedChange {
  if (theirs === undefined || change.kind === 'create') return change
  if (theirs !== null) return { ...change, base: theirs }
  if (change.kind === 'delete' || change.base === undefined) return change
  const { patch, base, ...rest } = change
  const { date, project, hours, note, billable } = patched(base, patch)
  const entry = { date, project, hours, billable, externalId: stamps.uuid(), ...(note ? { note } : {}) }
  return { ...rest, kind: 'create', entry, isOwnId: true }
}

/** Whether a change may still be altered: the API has not stored it. */
function isOpen(change: QueuedChange): boolean {
  return !change.isSent || change.status === 'refused'
}

function openChange(changes: readonly QueuedChange[], id: string): QueuedChange {
  const change = changes.find((known) => known.id === id)
  if (change !== undefined && isOpen(change)) return change
  throw new OutboxError(
    'unknown_change',
    change === undefined
      ? 'This change is not in the queue any more: it was sent or discarded. Read the queue again.'
      : 'This change was sent, and the response is unknown. Send it again first, or change its entry.',
  )
}

function lastOf(changes: readonly QueuedChange[], ref: EntryRef): QueuedChange | undefined {
  return changes.filter((change) => isOf(change, ref)).at(-1)
}

function idOf(ref: EntryRef): string {
  if ('id' in ref) return ref.id
  throw unknownEntry()
}

/** An edit after another one that is on its way applies to the result of that one. */
function baseOf(ref: EntryRef, last: QueuedChange | undefined): { readonly base?: Entry } {
  return last === undefined && 'id' in ref ? { base: ref } : {}
}

function stamped(entryKey: string, { uuid, nowMs }: Stamps) {
  return {
    id: uuid(),
    entryKey,
    idempotencyKey: uuid(),
    queuedAtMs: nowMs,
    isSent: false,
    status: 'waiting',
  } as const
}

function unknownEntry(): OutboxError {
  return new OutboxError(
    'unknown_change',
    'The queue has no entry of this externalId that could be changed. Load the entry, and change that.',
  )
}
