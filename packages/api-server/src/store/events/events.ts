import type { Selectable } from 'kysely'
import type { EventRecord, EventSubject } from 'timesheets-sdk/model'
import type { Engine, Reader, Transaction } from '../engine.ts'
import type { EventRow, NewRow } from '../schema.ts'
import { encodePayloads } from './payloads.ts'

/** An event as it is stored. */
export type StoredEvent = Selectable<EventRow>

/** Appends to the event log, as the last step of a transaction: it locks the log until the commit. */
export async function appendEvents(
  engine: Engine,
  transaction: Transaction,
  events: readonly EventRecord[],
): Promise<void> {
  if (events.length === 0) return
  const numberOf = await engine.names.ensure(transaction, events.flatMap(namesIn))
  // Last: it is held until the commit.
  await engine.lockEventLog(transaction)
  const rows = events.map((event) => rowFromEvent(event, numberOf))
  await engine.putRows(transaction, 'stored_events', rows, 'insert')
}

/** Events after a sequence number, in order. */
export async function eventsAfter(reader: Reader, sequence: number, limit: number): Promise<StoredEvent[]> {
  return reader
    .selectFrom('events')
    .selectAll()
    .where('sequence', '>', sequence)
    .orderBy('sequence')
    .limit(limit)
    .execute()
}

function namesIn({ actor, client, action, subject }: EventRecord): string[] {
  return [actor, client, action, subject.type, ...('userId' in subject ? [subject.userId] : [])]
}

function rowFromEvent(event: EventRecord, numberOf: (text: string) => number): NewRow<'stored_events'> {
  const { subject } = event
  return {
    time_ms: event.timeMs,
    entry_id: subject.type === 'entry' ? subject.id : null,
    actor: numberOf(event.actor),
    client: numberOf(event.client),
    action: numberOf(event.action),
    subject_type: numberOf(subject.type),
    person: 'userId' in subject ? numberOf(subject.userId) : null,
    week: event.week,
    former_week: event.formerWeek ?? null,
    subject_id: subject.type === 'entry' ? null : subjectIdOf(subject),
    ...encodePayloads(event),
    reason: event.reason,
  }
}

function subjectIdOf(subject: EventSubject): string | null {
  if ('id' in subject) return subject.id
  if ('code' in subject) return subject.code
  return 'period' in subject ? subject.period : null
}
