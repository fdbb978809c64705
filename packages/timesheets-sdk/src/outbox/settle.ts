import type { Entry } from '../model/entry.ts'
import type { KnownFacts } from './known-facts.ts'
import { nextToSend, replaced, withBase, without } from './queue.ts'
import type { OutboxContent } from './queue-store.ts'
import type { QueuedChange } from './queued-change.ts'
import type { Outcome } from './send-change.ts'

/** More than a person has in the weeks that an application shows. */
const maximumEntries = 2_000

/** Marks the next change as sent, before it is: from then on it is not altered, whatever becomes of it. */
export function marked(
  content: OutboxContent,
  skippedKeys: ReadonlySet<string>,
): readonly [OutboxContent, QueuedChange | undefined] {
  const next = nextToSend(content.changes, skippedKeys)
  if (next === undefined || next.isSent) return [content, next]
  const change = { ...next, isSent: true }
  return [{ ...content, changes: replaced(content.changes, change) }, change]
}

/**
 * Records what became of a change, and the refused change if it stays. Another process that took this one for
 * dead may have recorded it before: then nothing changes.
 */
export function settled(
  content: OutboxContent,
  sent: QueuedChange,
  outcome: Outcome,
): readonly [OutboxContent, QueuedChange | undefined] {
  const change = content.changes.find(
    ({ id, idempotencyKey }) => id === sent.id && idempotencyKey === sent.idempotencyKey,
  )
  if (change === undefined) return [content, undefined]
  const rest = without(content.changes, change)
  switch (outcome.kind) {
    case 'stored': {
      const changes = withBase(rest, change.entryKey, outcome.entry)
      return [{ changes, known: withEntry(content.known, outcome.entry) }, undefined]
    }
    case 'deleted':
      return [{ changes: rest, known: withoutEntry(content.known, change) }, undefined]
    case 'refused': {
      const { refusal } = outcome
      const refused: QueuedChange = { ...change, status: 'refused', refusal }
      const known =
        refusal.theirs === undefined
          ? content.known
          : refusal.theirs === null
            ? withoutEntry(content.known, change)
            : withEntry(content.known, refusal.theirs)
      return [{ changes: replaced(content.changes, refused), known }, refused]
    }
  }
}

/** The facts with an entry as it is stored now. */
export function withEntry(known: KnownFacts, entry: Entry): KnownFacts {
  const others = known.entries.filter(({ id }) => id !== entry.id)
  return { ...known, entries: [...others, entry].slice(-maximumEntries) }
}

function withoutEntry(known: KnownFacts, change: QueuedChange): KnownFacts {
  const gone = change.kind === 'create' ? undefined : change.base?.id
  return { ...known, entries: known.entries.filter(({ id }) => id !== gone) }
}
