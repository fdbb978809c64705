import type { SelectQueryBuilder } from 'kysely'
import type { Event, EventSubject } from 'timesheets-sdk/model'
import type { Reader } from '../engine.ts'
import type { Database } from '../schema.ts'
import type { StoredEvent } from './events.ts'
import { decodePayloads } from './payloads.ts'

/**
 * How many sequence numbers one scan covers if most events may be invisible: that bounds its cost, even if
 * few are found.
 */
const numbersPerScan = 20_000

/** Selects the events about one person. */
export interface EventsOfPerson {
  readonly userId: string
  /** If false, only events about their entries and weeks. */
  readonly withRoster: boolean
  readonly week?: string | undefined
  readonly entryId?: string | undefined
}

/** Selects all events that a caller may see. */
export interface VisibleEvents {
  /**
   * The owners of entries and weeks: everybody's, nobody's, or those of a manager's people and those without
   * a manager.
   */
  readonly people: 'all' | 'none' | { readonly of: string }
  /** Whether events about roster, policy, projects and webhooks are included. */
  readonly administration: boolean
  /** Events about this person are always included. */
  readonly self: string | null
}

export type EventsOf = EventsOfPerson | VisibleEvents

/** Events in order, and the last sequence number of the scan: the next scan continues after it. */
export interface EventsFound {
  readonly events: StoredEvent[]
  readonly through: number
  readonly isEnd: boolean
}

/** The last sequence number of the log, or `after` if that is greater. */
export async function lastSequence(reader: Reader, after: number): Promise<number> {
  const row = await reader
    .selectFrom('events')
    .select(({ fn }) => fn.max<number | null>('sequence').as('last'))
    .where('sequence', '>', after)
    .executeTakeFirst()
  return row?.last ?? after
}

/**
 * At most `limit` events after a sequence number. Numbers follow the commit order, so no late event is
 * missed.
 */
export async function findEvents(
  reader: Reader,
  of: EventsOf,
  after: number,
  limit: number,
): Promise<EventsFound> {
  // Read before the events: all events up to here are committed.
  const last = await lastSequence(reader, after)
  const end = 'userId' in of || of.people === 'all' ? last : Math.min(last, after + numbersPerScan)
  const between = reader
    .selectFrom('events')
    .selectAll('events')
    .where('sequence', '>', after)
    .where('sequence', '<=', end)
  const select = 'userId' in of ? ofPerson(between, of) : visible(between, of)
  const events = await select.orderBy('sequence').limit(limit).execute()
  const isFull = events.length === limit
  const through = isFull ? (events.at(-1)?.sequence ?? after) : Math.max(after, end)
  return { events, through, isEnd: !isFull && end >= last }
}

type Select = SelectQueryBuilder<Database, 'events', StoredEvent>

function ofPerson(between: Select, of: EventsOfPerson): Select {
  let select = between.where('user_id', '=', of.userId)
  if (!of.withRoster) select = select.where('subject_type', 'in', ['entry', 'week'])
  if (of.entryId !== undefined) {
    select = select.where('subject_type', '=', 'entry').where('subject_id', '=', of.entryId)
  }
  if (of.week === undefined) return select
  // Two queries, because each has its own index: events in the week, and entries moved away from it.
  return select.where('week', '=', of.week).unionAll(select.where('former_week', '=', of.week))
}

function visible(between: Select, { people, administration, self }: VisibleEvents): Select {
  if (people === 'all' && administration) return between
  return between.where((is) => {
    const isTimesheet = is('subject_type', 'in', ['entry', 'week'])
    const seen = [
      ...(self === null ? [] : [is('user_id', '=', self)]),
      ...(administration ? [is('subject_type', 'not in', ['entry', 'week'])] : []),
    ]
    if (people === 'all') seen.push(isTimesheet)
    else if (people !== 'none') {
      const othersPeople = is
        .selectFrom('people')
        .select('people.user_id')
        .where('people.manager_id', 'is not', null)
        .where('people.manager_id', '!=', people.of)
      seen.push(is.and([isTimesheet, is('events.user_id', 'not in', othersPeople)]))
    }
    return is.or(seen)
  })
}

/** An event as the API returns it. */
export function eventFromRow(row: StoredEvent, generation: string): Event {
  // By the log's own rules: action, subject, before and after belong together.
  return {
    sequence: row.sequence,
    generation,
    time: new Date(row.time_ms).toISOString(),
    actor: row.actor,
    client: row.client,
    action: row.action,
    subject: subjectOf(row),
    week: row.week,
    ...decodePayloads(row),
    reason: row.reason,
  } as Event
}

function subjectOf(row: StoredEvent): EventSubject {
  const { subject_id: id, user_id: userId, week } = row
  const type = row.subject_type as EventSubject['type']
  switch (type) {
    case 'entry':
      return { type, id: id ?? '', userId: userId ?? '' }
    case 'week':
      return { type, userId: userId ?? '', week: week ?? '' }
    case 'person':
    case 'feed':
      return { type, userId: userId ?? '' }
    case 'project':
      return { type, code: id ?? '' }
    case 'webhook':
      return { type, id: id ?? '' }
    case 'period':
      return { type, period: id ?? '' }
    case 'policy':
      return { type }
  }
}
