import type { TimesheetsClient } from '../client/client.ts'
import { TimesheetsError } from '../client/errors.ts'
import type { Me } from '../contract/me.ts'
import type { Entry } from '../model/entry.ts'
import type { Violation } from '../model/violation.ts'
import { OutboxError } from './errors.ts'
import { nextToSend } from './queue.ts'
import type { QueueStore } from './queue-store.ts'
import type { QueuedChange } from './queued-change.ts'
import { type EntryWriter, sendChange } from './send-change.ts'
import { marked, settled } from './settle.ts'

/** The client's methods that an outbox calls. */
export type OutboxClient = Pick<TimesheetsClient, 'me'> & { readonly entries: EntryWriter }

/** A change that was sent. */
export interface SentChange {
  readonly change: QueuedChange
  /** The entry as it is stored; `undefined`: it was deleted. */
  readonly entry: Entry | undefined
  readonly warnings: readonly Violation[]
}

/** The result of sending a queue. */
export interface SendReport {
  readonly sent: readonly SentChange[]
  /** The changes that were refused this time. `Outbox.changes` has those of earlier times too. */
  readonly refused: readonly QueuedChange[]
  /** How many changes are left: those that wait, the refused ones, and those that depend on them. */
  readonly left: number
  /** Why not everything was sent: no network, no sign-in, an API that fails. Send again later. */
  readonly stoppedBy: TimesheetsError | OutboxError | undefined
}

export interface SendAllOptions {
  readonly store: QueueStore
  readonly client: OutboxClient
  readonly owner: string
  readonly signal: AbortSignal | undefined
  /** Called after each change of the store. */
  readonly onChange: () => void
}

/** How many entries may fail within the API before it counts as failing as a whole. */
const maximumFaults = 3

/** Without a network, nobody needs to wait for all the retries of a request that matters. */
const foundWithinMs = 10_000

/** Sends what waits, one change at a time. */
export async function sendAll(options: SendAllOptions): Promise<SendReport> {
  const { store, client, owner, signal, onChange } = options
  const sent: SentChange[] = []
  const refused: QueuedChange[] = []
  const skippedKeys = new Set<string>()
  let fault: TimesheetsError | undefined
  let me: Me | undefined

  const confirmOwner = async (): Promise<Me> => {
    const current = await client.me({ signal, totalTimeoutMs: foundWithinMs })
    if (current.subject === owner || (current.isMachine && current.client === owner)) return current
    throw new OutboxError(
      'other_owner',
      'Somebody else is signed in. The queue is kept, and can be sent once its owner signs in again.',
    )
  }

  /** Whether there was something to send. */
  const sendNext = async (): Promise<boolean> => {
    if (nextToSend((await store.read()).changes, skippedKeys) === undefined) return false
    me ??= await confirmOwner()
    const change = await store.change((content) => marked(content, skippedKeys))
    if (change === undefined) return false
    onChange()
    try {
      const context = { entries: client.entries, userId: me.userId, signal, confirmOwner }
      const outcome = await sendChange(change, context)
      const left = await store.change((content) => settled(content, change, outcome))
      onChange()
      if (outcome.kind === 'stored') sent.push({ change, entry: outcome.entry, warnings: outcome.warnings })
      else if (outcome.kind === 'deleted') sent.push({ change, entry: undefined, warnings: [] })
      else if (left !== undefined) refused.push(left)
    } catch (error) {
      // The API may be able to process this entry later; the others need not wait for that.
      if (!(error instanceof TimesheetsError && error.code === 'internal_error')) throw error
      skippedKeys.add(change.entryKey)
      if (skippedKeys.size >= maximumFaults) throw error
      fault = error
    }
    return true
  }

  let stoppedBy: SendReport['stoppedBy']
  try {
    // Each change by itself, so that others take turns and no lock is held for long.
    while (await store.sending(sendNext));
  } catch (error) {
    if (!(error instanceof TimesheetsError || error instanceof OutboxError)) throw error
    stoppedBy = error
  }
  const { changes } = await store.read()
  return { sent, refused, left: changes.length, stoppedBy: stoppedBy ?? fault }
}
