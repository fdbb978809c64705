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
  await engine.lockEventLog(transaction)
  await engine.putRows(transaction, 'events', events.map(rowFromEvent), 'insert')
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

function rowFromEvent(event: EventRecord): NewRow<'events'> {
  const { subject } = event
  return {
    time_ms: event.timeMs,
    actor: event.actor,
    client: event.client,
    action: event.action,
    subject_type: subject.type,
    subject_id: subjectIdOf(subject),
    user_id: 'userId' in subject ? subject.userId : null,
    week: event.week,
    former_week: event.formerWeek ?? null,
    ...encodePayloads(event),
    reason: event.reason,
  }
}

function subjectIdOf(subject: EventSubject): string | null {
  if ('id' in subject) return subject.id
  if ('code' in subject) return subject.code
  return 'period' in subject ? subject.period : null
}
