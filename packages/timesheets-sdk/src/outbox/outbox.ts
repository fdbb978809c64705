import type { KeyValueStorage } from '../auth/key-value-storage.ts'
import type { EntryPatch, NewEntry } from '../model/entry.ts'
import type { Violation } from '../model/violation.ts'
import { randomUuid } from '../net/platform-crypto.ts'
import type { Judgement } from '../rules/judge-entry.ts'
import { OutboxError } from './errors.ts'
import { OfflineJudge } from './judge.ts'
import type { KnownFacts } from './known-facts.ts'
import {
  type Requeued,
  type Stamps,
  withCreation,
  withDeletion,
  withEdit,
  withoutChange,
  withRetry,
  withUpdate,
} from './queue.ts'
import { type OutboxContent, QueueStore } from './queue-store.ts'
import { type EntryRef, isOf, type QueuedChange } from './queued-change.ts'
import { type OutboxRow, rowsOf } from './rows.ts'
import { type OutboxClient, type SendReport, sendAll } from './send-all.ts'
import { withEntry } from './settle.ts'

export interface OutboxOptions {
  /**
   * Keeps the queue: `indexedDbStorage`, React Native's AsyncStorage, `fileOutboxStorage` of
   * `timesheets-sdk/outbox/file`, or `memoryStorage`. A browser's `localStorage` works too, but is not
   * written to the disk at once.
   */
  readonly storage: KeyValueStorage
  readonly client: OutboxClient
  /**
   * The owner of the queue: the `sub` of a sign-in, or the client id of a machine client. Everyone has a
   * queue of their own in the same storage, and it is sent only while they are signed in.
   */
  readonly owner: string
  /** Separates queues for several APIs in one storage. Default `timesheets:outbox`. */
  readonly name?: string
  /** Makes ids. Default: as in `createTimesheetsClient`; React Native passes expo-crypto's `randomUUID`. */
  readonly randomUuid?: () => string
  /** Milliseconds since the epoch. Default `Date.now`. */
  readonly now?: () => number
}

/** The verdict of the rules on a change. A rejected one is not in the queue. */
export type Queueing =
  | {
      readonly status: 'queued'
      /** `undefined`: the entry's creation had not been sent, and now will not be. */
      readonly change: QueuedChange | undefined
      readonly warnings: readonly Violation[]
    }
  | { readonly status: 'rejected'; readonly errors: readonly Violation[] }

/** Changes to entries that are kept until the API has stored them. See {@link createOutbox}. */
export interface Outbox {
  /** Queues a new entry. Its `externalId` is given at once, and names it until it is sent. */
  create(entry: NewEntry): Promise<Queueing>
  /** Queues an edit of an entry, stored or still in the queue. */
  update(entry: EntryRef, patch: EntryPatch): Promise<Queueing>
  /** Queues the deletion of an entry, stored or still in the queue. */
  delete(entry: EntryRef): Promise<Queueing>
  /** All changes, in the order of sending. */
  changes(): Promise<readonly QueuedChange[]>
  /** The entries that are known, with the changes of the queue, in no particular order. */
  rows(): Promise<readonly OutboxRow[]>
  /** The known part of the API's data: see {@link Outbox.remember}. */
  known(): Promise<KnownFacts>
  /**
   * Keeps what was read from the API (see `fetchFacts`), instead of what was known before: the rules judge by
   * it, and `rows` shows it.
   */
  remember(facts: KnownFacts): Promise<void>
  /**
   * Sends what waits, in order, one change at a time. Nobody needs to know whether there is a network:
   * without one, it ends with `stoppedBy`. Several calls, tabs or processes take turns.
   */
  send(options?: { readonly signal?: AbortSignal | undefined }): Promise<SendReport>
  /** Lets a refused change be sent again: after a conflict, over what is stored now. */
  retry(id: string): Promise<void>
  /** Alters a change that was refused or never sent, and lets it be sent again. */
  edit(id: string, patch: EntryPatch): Promise<Queueing>
  /** Drops a change that was refused or never sent, and the changes that depend on it. */
  discard(id: string): Promise<void>
  /** Calls back after each change of the queue by this object. Returns a function that ends it. */
  subscribe(listener: () => void): () => void
}

/** Far more than people type; a text of this many is still written at once. */
const maximumChanges = 1_000

/**
 * A queue of changes to entries, for people who are not always online. A change is judged by the rules and
 * stored on this device before the promise resolves. `send` then has each take effect exactly once, across
 * restarts, lost responses, and several tabs or processes.
 *
 * ```ts
 * import { createOutbox, indexedDbStorage } from 'timesheets-sdk/outbox'
 *
 * const outbox = createOutbox({ storage: indexedDbStorage(), client, owner: claims.sub })
 * await outbox.create({ date: '2026-11-24', project: 'ACME-42', hours: 7.5 })
 * const { refused } = await outbox.send()
 * ```
 *
 * A change that the API refuses stays in the queue until it is retried, edited or discarded. It holds up
 * later changes of the same entry, and no others. The queue is not encrypted.
 *
 * A creation that was sent without a response, and is sent again only after the API has forgotten its
 * idempotency key, makes the entry again if somebody has deleted it in between.
 *
 * Every method fails with the storage's own error if it cannot be read or written, and with
 * {@link OutboxError}.
 */
export function createOutbox(options: OutboxOptions): Outbox {
  const { client, owner, name = 'timesheets:outbox', now = Date.now } = options
  if (owner === '') throw new OutboxError('misconfigured', 'owner is empty: pass the sub of the sign-in.')
  const store = new QueueStore(options.storage, `${name}:${owner}`)
  const listeners = new Set<() => void>()
  const stamps = () => ({ uuid: options.randomUuid ?? newUuid, nowMs: now() })
  const onChange = () => {
    for (const listener of listeners) listener()
  }

  async function change(edit: (content: OutboxContent) => OutboxContent): Promise<void> {
    await store.change((content) => [edit(content), undefined])
    onChange()
  }

  /** Queues a change unless the rules reject it. */
  async function queue(
    { judged, edited }: QueueingSteps,
    about: (content: OutboxContent) => OutboxContent = (content) => content,
  ): Promise<Queueing> {
    const result = await store.change<Queueing>((content) => {
      const { known, changes: before } = about(content)
      const { errors, warnings } = judged(new OfflineJudge(known, before, now()), before)
      if (errors.length > 0) return [content, { status: 'rejected', errors }]
      const { changes, change: queued } = edited(before, stamps())
      if (changes.length > Math.max(maximumChanges, before.length)) throw full()
      return [
        { ...content, changes },
        { status: 'queued', change: queued, warnings },
      ]
    })
    onChange()
    return result
  }

  return {
    create: (entry) =>
      queue({
        judged: (judge) => judge.creation(entry),
        edited: (changes, stamp) => withCreation(changes, entry, stamp),
      }),
    update: (ref, patch) =>
      queue(
        {
          judged: (judge, changes) => judge.update(keyOf(ref, changes), patch),
          edited: (changes, stamp) => withUpdate(changes, ref, patch, stamp),
        },
        (content) => knowing(content, ref),
      ),
    delete: (ref) =>
      queue(
        {
          judged: (judge, changes) => judge.deletion(keyOf(ref, changes)),
          edited: (changes, stamp) => withDeletion(changes, ref, stamp),
        },
        (content) => knowing(content, ref),
      ),
    edit: (id, patch) =>
      queue({
        judged: (judge, changes) => judge.update(changes.find((one) => one.id === id)?.entryKey ?? id, patch),
        edited: (changes, stamp) => withEdit(changes, id, patch, stamp),
      }),
    retry: (id) =>
      change((content) => ({ ...content, changes: withRetry(content.changes, id, stamps()).changes })),
    discard: (id) => change((content) => ({ ...content, changes: withoutChange(content.changes, id) })),
    changes: async () => (await store.read()).changes,
    async rows() {
      const { changes, known } = await store.read()
      return rowsOf(known.entries, changes)
    },
    known: async () => (await store.read()).known,
    remember: (known) => change((content) => ({ ...content, known })),
    send: ({ signal } = {}) => sendAll({ store, client, owner, signal, onChange }),
    subscribe(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  }
}

interface QueueingSteps {
  readonly judged: (judge: OfflineJudge, changes: readonly QueuedChange[]) => Judgement
  readonly edited: (changes: readonly QueuedChange[], stamps: Stamps) => Requeued
}

/** The key of an entry among the rows. */
function keyOf(ref: EntryRef, changes: readonly QueuedChange[]): string {
  const queued = changes.find((change) => isOf(change, ref))
  return queued?.entryKey ?? ('id' in ref ? ref.id : ref.externalId)
}

/** The content as it is judged, which includes the entry that the person changes. */
function knowing(content: OutboxContent, ref: EntryRef): OutboxContent {
  const isKnown = !('id' in ref) || content.known.entries.some(({ id }) => id === ref.id)
  return isKnown ? content : { ...content, known: withEntry(content.known, ref) }
}

function newUuid(): string {
  const uuid = randomUuid()
  if (uuid !== undefined) return uuid
  throw new OutboxError(
    'misconfigured',
    'This platform has neither crypto.randomUUID nor crypto.getRandomValues. ' +
      'Pass randomUuid to createOutbox: a function that returns a new random UUID.',
  )
}

function full(): OutboxError {
  return new OutboxError(
    'full',
    `The queue already holds ${maximumChanges} changes. Send them, or discard some, and try again.`,
  )
}
