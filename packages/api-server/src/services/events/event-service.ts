import {
  type EventFilters,
  type EventPage,
  type EventPosition,
  eventCursorOf,
  newestCursorOf,
} from 'timesheets-sdk/contract'
import { archivedThrough, checkEventPosition, generationOf, instantsOf } from 'timesheets-sdk/decide'
import { type Caller, eventReachOf } from 'timesheets-sdk/rules'
import { readEventLog } from '../../store/events/generations.ts'
import {
  type EventsOf,
  eventFromRow,
  findEvents,
  findNewestEvents,
  numbersOfDays,
} from '../../store/events/listed-events.ts'
import type { ServiceContext } from '../context.ts'
import { readableOwner, sees } from '../visibility.ts'

/** The change feed. */
export interface EventService {
  /**
   * At most `limit` events after a position.
   * @throws {ProblemError} `events_gone`
   */
  listEvents(caller: Caller, filters: EventFilters, from: EventPosition, limit: number): Promise<EventPage>
  /** At most `limit` events before a sequence number, the newest first. */
  listNewestEvents(caller: Caller, filters: EventFilters, before: number, limit: number): Promise<EventPage>
}

export function eventService(context: ServiceContext): EventService {
  return {
    listEvents: (caller, filters, from, limit) =>
      context.reading(async () => {
        const of = await eventsFor(context, caller, filters)
        const log = await readEventLog(context.reader)
        checkEventPosition(log, from)
        const days = await numbersOfDays(context.reader, log, instantsOf(filters))
        const start = Math.max(from.after, days.after)
        const found = await findEvents(context.engine, of, start, limit, days.through)
        const { events, isEnd } = found
        // A reader who continues after these days must not miss an event of the next one among them.
        const through = isEnd
          ? Math.max(from.after, Math.min(found.through, days.completeThrough))
          : found.through
        const position = { after: through, generation: generationOf(log, through) }
        return {
          data: events.map((row) => eventFromRow(row, generationOf(log, row.sequence))),
          nextCursor: isEnd ? null : eventCursorOf(position),
          through,
          archivedThrough: archivedThrough(log),
          generation: position.generation,
        }
      }),

    listNewestEvents: (caller, filters, before, limit) =>
      context.reading(async () => {
        const of = await eventsFor(context, caller, filters)
        const log = await readEventLog(context.reader)
        const days = await numbersOfDays(context.reader, log, instantsOf(filters))
        const range = {
          after: Math.max(days.after, archivedThrough(log)),
          through: Math.min(before - 1, days.through, log.last),
        }
        const found = await findNewestEvents(context.engine, of, range, limit)
        const { events, isEnd } = found
        const through = isEnd ? Math.min(archivedThrough(log) + 1, log.last) : found.through
        return {
          data: events.map((row) => eventFromRow(row, generationOf(log, row.sequence))),
          nextCursor: isEnd ? null : newestCursorOf(through),
          through,
          archivedThrough: archivedThrough(log),
          generation: generationOf(log, through),
        }
      }),
  }
}

/**
 * @throws {ProblemError} if the named person does not exist for the caller, or a machine client names nobody.
 *   For an administrator everybody exists: without their timesheets, the events of the roster are left.
 */
async function eventsFor(
  { reader }: ServiceContext,
  caller: Caller,
  filters: EventFilters,
): Promise<EventsOf> {
  const { userId: named, week, entryId, subject } = filters
  const during = instantsOf(filters)
  const reach = eventReachOf(caller)
  const isHistory = week !== undefined || entryId !== undefined
  if (named !== undefined || isHistory) {
    const of = { week, entryId: entryId?.toLowerCase(), subject, during }
    if (reach.administration && named !== undefined && named !== 'me') {
      const isSeen = await sees(reader, caller, named)
      return { ...of, userId: named, part: isSeen ? 'all' : 'roster' }
    }
    const userId = await readableOwner(reader, caller, named)
    return { ...of, userId, part: reach.administration || userId === caller.userId ? 'all' : 'timesheets' }
  }
  const self = caller.userId
  if (reach.timesheets === 'own' && !reach.administration && self !== null) {
    return { userId: self, part: 'all', subject, during }
  }
  const people =
    reach.timesheets === 'all' ? 'all' : reach.timesheets === 'own' || self === null ? 'none' : { of: self }
  return { people, administration: reach.administration, self, subject, during }
}
