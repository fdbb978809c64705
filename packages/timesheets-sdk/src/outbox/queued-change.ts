import type { Entry, EntryPatch, NewEntry } from '../model/entry.ts'

/** Why the API refused a change. */
export interface Refusal {
  /** Of the problem: `week_locked`, ... `changed_meanwhile`: somebody else has changed the same entry. */
  readonly code: string
  /** For people: the reason and, if it is not obvious, the next step. */
  readonly message: string
  /** The entry as it is stored now, if somebody else has changed it; `null`: it was deleted. */
  readonly theirs?: Entry | null
}

interface Queued {
  /** Names the change for as long as it is in the queue. */
  readonly id: string
  /** Names its entry: the `externalId` of a creation, the `id` of a stored entry. */
  readonly entryKey: string
  /** Sent with a creation, so that the API makes the entry once. */
  readonly idempotencyKey: string
  /** Milliseconds since the epoch. */
  readonly queuedAtMs: number
  /** Whether it was sent before, with or without a response: then it is not altered any more. */
  readonly isSent: boolean
  readonly status: 'waiting' | 'refused'
  readonly refusal?: Refusal
}

export interface QueuedCreation extends Queued {
  readonly kind: 'create'
  readonly entry: NewEntry & { readonly externalId: string }
  /** Whether the outbox made the `externalId`. Then no other entry can have it. */
  readonly isOwnId: boolean
}

export interface QueuedUpdate extends Queued {
  readonly kind: 'update'
  readonly patch: EntryPatch
  /** The entry that the person changed. Unknown until the entry's previous change has been sent. */
  readonly base?: Entry
}

export interface QueuedDeletion extends Queued {
  readonly kind: 'delete'
  readonly base?: Entry
}

/** A change that is to be sent. */
export type QueuedChange = QueuedCreation | QueuedUpdate | QueuedDeletion

/**
 * Whether a stored value has the shape of a change: somebody may have edited it. The API checks the values of
 * the entry when they are sent.
 */
export function isQueuedChange(value: unknown): value is QueuedChange {
  if (!isObject(value)) return false
  const { id, entryKey, idempotencyKey, queuedAtMs, isSent, status, refusal, kind, entry, patch, base } =
    value
  return (
    [id, entryKey, idempotencyKey].every((text) => typeof text === 'string') &&
    typeof queuedAtMs === 'number' &&
    typeof isSent === 'boolean' &&
    (status === 'waiting' || status === 'refused') &&
    [refusal, base].every((member) => member === undefined || isObject(member)) &&
    (kind === 'create' ? isObject(entry) : kind === 'update' ? isObject(patch) : kind === 'delete')
  )
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null
}

/** An entry to change: as the API returned it, or by the `externalId` that the outbox gave it. */
export type EntryRef = Entry | { readonly externalId: string }

/** Whether the change is to the entry. */
export function isOf(change: QueuedChange, ref: EntryRef): boolean {
  if ('id' in ref && change.entryKey === ref.id) return true
  return ref.externalId !== undefined && change.entryKey === ref.externalId
}

/** An entry with the changes of a patch. */
export function patched<T extends NewEntry>(entry: T, patch: EntryPatch): T {
  const { note, ...rest } = patch
  const { note: kept, ...others } = entry
  const next = note === undefined ? kept : note
  return { ...others, ...defined(rest), ...(next ? { note: next } : {}) } as T
}

/** A patch that does what both do, one after the other. */
export function joined(first: EntryPatch, second: EntryPatch): EntryPatch {
  return { ...first, ...defined(second) }
}

function defined<T extends object>(members: T): T {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)) as T
}
