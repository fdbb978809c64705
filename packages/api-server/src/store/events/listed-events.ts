import { type RawBuilder, type Selectable, sql } from 'kysely'
import type { Event, EventSubject, EventSubjectType } from 'timesheets-sdk/model'
import type { Engine, Reader } from '../engine.ts'
import { uuidDigits, uuidOf, uuidValue } from '../engines/sql.ts'
import type { StoredEventRow } from '../schema.ts'
import type { StoredEvent } from './events.ts'
import { decodePayloads } from './payloads.ts'

/**
 * How many sequence numbers one scan covers if most events may be invisible: that bounds its cost, even if
 * few are found.
 */
const numbersPerScan = 20_000

/** From an instant, and before another. */
interface Instants {
  readonly fromMs: number | undefined
  readonly beforeMs: number | undefined
}

/** How far the clocks of processes may be apart, or one may be set back: times need not follow numbers. */
const clocksApartMs = 600_000

/** Selects the events about one person. */
export interface EventsOfPerson {
  readonly userId: string
  /** All of them, only those about entries and weeks, or only the others. */
  readonly part: 'all' | 'timesheets' | 'roster'
  readonly week?: string | undefined
  readonly entryId?: string | undefined
  readonly subject?: EventSubjectType | undefined
  readonly during?: Instants | undefined
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
  readonly subject?: EventSubjectType | undefined
  readonly during?: Instants | undefined
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
    .selectFrom('stored_events')
    .select(({ fn }) => fn.max<number | null>('sequence').as('last'))
    .where('sequence', '>', after)
    .executeTakeFirst()
  return row?.last ?? after
}

/**
 * At most `limit` events after a sequence number, through `most`. Numbers follow the commit order, so no late
 * event is missed.
 */
export async function findEvents(
  engine: EventReader,
  of: EventsOf,
  after: number,
  limit: number,
  most = Number.POSITIVE_INFINITY,
): Promise<EventsFound> {
  const { reader } = engine
  // Read before the events: all events up to here are committed.
  const last = Math.min(await lastSequence(reader, after), most)
  const end = findsQuickly(of) ? last : Math.min(last, after + numbersPerScan)
  const events = await selectEvents(engine, after, end, conditionsOf(reader, of), limit)
  const isFull = events.length === limit
  const through = isFull ? (events.at(-1)?.sequence ?? after) : Math.max(after, end)
  return { events, through, isEnd: !isFull && end >= last }
}

/**
 * At most `limit` events of a range of numbers, the newest first. The first number that they cover is
 * `through`: the next scan continues before it.
 */
export async function findNewestEvents(
  engine: EventReader,
  of: EventsOf,
  { after, through }: EventRange,
  limit: number,
): Promise<EventsFound> {
  const begin = findsQuickly(of) ? after : Math.max(after, through - numbersPerScan)
  const about = conditionsOf(engine.reader, of)
  const events = await selectEvents(engine, begin, through, about, limit, 'desc')
  const isFull = events.length === limit
  const covered = isFull ? (events.at(-1)?.sequence ?? through) - 1 : begin
  return { events, through: Math.min(covered + 1, Math.max(0, through)), isEnd: covered <= after }
}

/** Sequence numbers after one, through another. */
export interface EventRange {
  readonly after: number
  readonly through: number
}

/**
 * The numbers of the events between two instants, and of some before and after them. They are found by
 * halves: no index has the times.
 * @returns also the last number before the first event that is later
 */
export async function numbersOfDays(
  reader: Reader,
  log: { readonly first: number; readonly last: number },
  { fromMs, beforeMs }: Instants,
): Promise<EventRange & { readonly completeThrough: number }> {
  const firstFrom = (timeMs: number) => firstSince(reader, log, timeMs)
  const after = fromMs === undefined ? 0 : (await firstFrom(fromMs - clocksApartMs)) - 1
  const endless = Number.POSITIVE_INFINITY
  if (beforeMs === undefined) return { after, through: endless, completeThrough: endless }
  const through = (await firstFrom(beforeMs + clocksApartMs)) - 1
  const later = await reader
    .selectFrom('stored_events')
    .select('sequence')
    .where('sequence', '>=', await firstFrom(beforeMs - clocksApartMs))
    .where('sequence', '<=', through)
    .where('time_ms', '>=', beforeMs)
    .orderBy('sequence')
    .limit(1)
    .executeTakeFirst()
  return { after, through, completeThrough: later ? later.sequence - 1 : through }
}

/** The number of the first event at or after an instant; the one after the last if there is none. */
async function firstSince(
  reader: Reader,
  { first, last }: { readonly first: number; readonly last: number },
  timeMs: number,
): Promise<number> {
  let [low, high] = [first, last + 1]
  while (low < high) {
    const middle = Math.floor((low + high) / 2)
    const row = await reader
      .selectFrom('stored_events')
      .select(['sequence', 'time_ms'])
      .where('sequence', '>=', middle)
      .orderBy('sequence')
      .limit(1)
      .executeTakeFirst()
    if (row === undefined || row.time_ms >= timeMs) high = middle
    else low = row.sequence + 1
  }
  return low
}

/** Whether few of the scanned events are left out, or an index leads to the others. */
function findsQuickly(of: EventsOf): boolean {
  return 'userId' in of || (of.people === 'all' && of.subject === undefined)
}

function conditionsOf(reader: Reader, of: EventsOf): Condition[] {
  const about = 'userId' in of ? ofPerson(reader, of) : [visible(of)]
  const { subject, during: { fromMs, beforeMs } = {} } = of
  const also: Condition[] = []
  if (subject !== undefined) also.push(sql`stored.subject_type = ${numberOf(subject)}`)
  if (fromMs !== undefined) also.push(sql`stored.time_ms >= ${fromMs}`)
  if (beforeMs !== undefined) also.push(sql`stored.time_ms < ${beforeMs}`)
  return about.map((condition) => sql.join([condition, ...also], sql` and `))
}

type Condition = RawBuilder<unknown>
type EventReader = Pick<Engine, 'reader' | 'names'>

/**
 * Events of a range of numbers that meet one of some conditions on `stored`, in order. Each condition is a
 * query of its own, because each has its own index. None of the events may meet two.
 */
export async function selectEvents(
  { reader, names }: EventReader,
  after: number,
  through: number,
  conditions: readonly Condition[],
  limit: number,
  order: 'asc' | 'desc' = 'asc',
): Promise<StoredEvent[]> {
  const queries = conditions.map(
    (condition) => sql`
      select sequence, time_ms, ${uuidDigits(reader, 'entry_id')} as entry_id, actor, client, action,
        subject_type, person, week, former_week, subject_id, before, after, reason
      from stored_events as stored
      where stored.sequence > ${after} and stored.sequence <= ${through} and ${condition}`,
  )
  const { rows } = await sql<Selectable<StoredEventRow>>`
    ${sql.join(queries, sql` union all `)} order by sequence ${sql.raw(order)} limit ${limit}`.execute(reader)
  const textOf = await names.textsOf(
    reader,
    rows.flatMap(({ actor, client, action, subject_type: type, person }) => [
      actor,
      client,
      action,
      type,
      ...(person === null ? [] : [person]),
    ]),
  )
  return rows.map(({ entry_id: entryId, person, ...row }) => ({
    ...row,
    actor: textOf(row.actor),
    client: textOf(row.client),
    action: textOf(row.action),
    subject_type: textOf(row.subject_type),
    subject_id: entryId ? uuidOf(entryId) : row.subject_id,
    user_id: person === null ? null : textOf(person),
  }))
}

/** The number of a name, which may be missing: then it is equal to none. */
function numberOf(text: string): Condition {
  return sql`(select id from names where text = ${text})`
}

/** The numbers of names. */
export function numbersOf(texts: readonly string[]): Condition {
  return sql`(select id from names where text in (${sql.join(texts)}))`
}

const isTimesheet = sql`stored.subject_type in ${numbersOf(['entry', 'week'])}`

function ofPerson(reader: Reader, of: EventsOfPerson): Condition[] {
  const conditions = [sql`stored.person = ${numberOf(of.userId)}`]
  if (of.part !== 'all') conditions.push(of.part === 'timesheets' ? isTimesheet : sql`not ${isTimesheet}`)
  if (of.entryId !== undefined) conditions.push(sql`stored.entry_id = ${uuidValue(reader, of.entryId)}`)
  const about = sql.join(conditions, sql` and `)
  if (of.week === undefined) return [about]
  return [sql`${about} and stored.week = ${of.week}`, sql`${about} and stored.former_week = ${of.week}`]
}

function visible({ people, administration, self }: VisibleEvents): Condition {
  if (people === 'all' && administration) return sql`true`
  const seen = [sql`false`]
  if (self !== null) seen.push(sql`stored.person = ${numberOf(self)}`)
  if (administration) seen.push(sql`not ${isTimesheet}`)
  if (people === 'all') seen.push(isTimesheet)
  else if (people !== 'none') {
    seen.push(sql`(${isTimesheet} and stored.person not in (
      select names.id from people join names on names.text = people.user_id
      where people.manager_id is not null and people.manager_id != ${people.of}))`)
  }
  return sql`(${sql.join(seen, sql` or `)})`
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
