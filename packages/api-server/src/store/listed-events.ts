import { type SqlBool, sql } from 'kysely'
import { datesOfWeek, type Event, type EventSubject } from 'timesheets-sdk/model'
import type { Engine, Reader } from './engine.ts'
import type { StoredEvent } from './events.ts'

/**
 * How many sequence numbers one look through the log passes where most events may not be meant: what it costs is bounded
 * then, however few are found.
 */
const numbersInALook = 20_000

/** Whose events: what happened to one person, or what all may be seen of. */
export type EventsOf =
  | {
      readonly userId: string
      /** Without: those of their entries and weeks alone. */
      readonly withRoster: boolean
      readonly week?: string | undefined
      readonly entryId?: string | undefined
    }
  | {
      /** Of entries and weeks: everybody's, nobody's, or of the people of a manager and those who have none. */
      readonly people: 'all' | 'none' | { readonly of: string }
      /** Those of roster, policy, projects and webhooks, too. */
      readonly administration: boolean
      /** What happened to this person is among them in any case. */
      readonly self: string | null
    }

/** Events in order, and the sequence number that was looked through to: after it the next look begins. */
export interface EventsFound {
  readonly events: StoredEvent[]
  readonly through: number
  readonly isEnd: boolean
}

/** The last sequence number of the log; 0: it is empty. */
export async function lastSequence(reader: Reader): Promise<number> {
  const row = await reader
    .selectFrom('events')
    .select('sequence')
    .orderBy('sequence', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row?.sequence ?? 0
}

/** At most `limit` events after a sequence number. Numbers are given in the order of commits, so none is missed that comes late. */
export async function findEvents(
  { name, reader }: Pick<Engine, 'name' | 'reader'>,
  of: EventsOf,
  after: number,
  limit: number,
): Promise<EventsFound> {
  // Asked before the events are: through here everything is there to be found.
  const last = await lastSequence(reader)
  const end = 'userId' in of || of.people === 'all' ? last : Math.min(last, after + numbersInALook)
  let select = reader
    .selectFrom('events')
    .selectAll('events')
    .where('events.sequence', '>', after)
    .where('events.sequence', '<=', end)
  if ('userId' in of) {
    select = select.where('events.user_id', '=', of.userId)
    if (!of.withRoster) select = select.where('events.subject_type', 'in', ['entry', 'week'])
    if (of.week !== undefined) select = select.where(inWeek(name, of.week))
    if (of.entryId !== undefined) {
      select = select.where('events.subject_type', '=', 'entry').where('events.subject_id', '=', of.entryId)
    }
  } else {
    const { people, administration, self } = of
    if (people !== 'all' || !administration) {
      select = select.where((is) => {
        const isTimesheet = is('events.subject_type', 'in', ['entry', 'week'])
        const seen = [
          ...(self === null ? [] : [is('events.user_id', '=', self)]),
          ...(administration ? [is('events.subject_type', 'not in', ['entry', 'week'])] : []),
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
  }
  const events = await select.orderBy('events.sequence').limit(limit).execute()
  const isFull = events.length === limit
  const through = isFull ? (events.at(-1)?.sequence ?? after) : Math.max(after, end)
  return { events, through, isEnd: !isFull && end >= last }
}

/** Of an entry that was moved, also what moved it away from the week. */
function inWeek(engine: Engine['name'], week: string) {
  const dateBefore =
    engine === 'postgres' ? sql`events.before::json ->> 'date'` : sql`json_extract(events.before, '$.date')`
  const [monday, sunday] = [datesOfWeek(week)[0], datesOfWeek(week)[6]]
  return sql<SqlBool>`(events.week = ${week} or
    (events.action = 'entry.updated' and ${dateBefore} between ${monday} and ${sunday}))`
}

/** An event as the API answers it. */
export function eventFromRow(row: StoredEvent): Event {
  return {
    sequence: row.sequence,
    time: new Date(row.time_ms).toISOString(),
    actor: row.actor,
    client: row.client,
    action: row.action,
    subject: subjectOf(row),
    week: row.week,
    before: row.before === null ? null : JSON.parse(row.before),
    after: row.after === null ? null : JSON.parse(row.after),
    reason: row.reason,
  }
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
      return { type, userId: userId ?? '' }
    case 'project':
      return { type, code: id ?? '' }
    case 'webhook':
      return { type, id: id ?? '' }
    case 'policy':
      return { type }
  }
}
