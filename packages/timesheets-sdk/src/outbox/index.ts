/**
 * A queue of changes to entries that are made without a network. Runs in Node, browsers and React Native.
 *
 * @module timesheets-sdk/outbox
 */

export { type KeyValueStorage, memoryStorage } from '../auth/key-value-storage.ts'
export { OutboxError, type OutboxErrorCode } from './errors.ts'
export { indexedDbStorage } from './indexed-db.ts'
export { type FactsClient, fetchFacts, type KnownFacts } from './known-facts.ts'
export { createOutbox, type Outbox, type OutboxOptions, type Queueing } from './outbox.ts'
export type {
  EntryRef,
  QueuedChange,
  QueuedCreation,
  QueuedDeletion,
  QueuedUpdate,
  Refusal,
} from './queued-change.ts'
export type { OutboxRow } from './rows.ts'
export type { OutboxClient, SendReport, SentChange } from './send-all.ts'
export type { EntryWriter } from './send-change.ts'
