import { type EventFilters, type EventPage, eventCursorOf, newestCursorOf } from '../../contract/events.ts'
import { defaultPageSize } from '../../contract/limits.ts'
import {
  archivedThrough,
  checkEventPosition,
  eventStartOf,
  generationOf,
  instantsOf,
  newestStartOf,
} from '../../decide/event-log.ts'
import { weekOf } from '../../model/calendar.ts'
import type { Event } from '../../model/event.ts'
import type { Caller } from '../../rules/access.ts'
import { isTimesheetEvent, maySeeEvent } from '../../rules/event-access.ts'
import { keepsRoster } from '../../rules/roster-access.ts'
import { type OperationHandlers, ownerIn } from '../backend.ts'
import type { MemoryStore } from '../memory-store.ts'
import { json } from '../responses.ts'

export const eventHandlers: OperationHandlers<'listEvents'> = {
  listEvents(
    { caller, query: { limit = defaultPageSize, order, cursor, after, generation, ...filters } },
    { store },
  ) {
    if (order === 'newest') {
      const before = newestStartOf({ after, generation, cursor })
      const found = eventsFor(store, caller, filters).filter(({ sequence }) => sequence < before)
      return json(200, newestPage(store, found.reverse(), limit))
    }
    const start = eventStartOf({ after, generation, cursor })
    const visible = eventsFor(store, caller, filters)
    const { log } = store.events
    checkEventPosition(log, start)
    const from = start.after
    const found = visible.filter(({ sequence }) => sequence > from)
    const data = found.slice(0, limit)
    const hasMore = found.length > limit
    const through = hasMore ? (data.at(-1)?.sequence ?? from) : Math.max(from, store.events.last)
    const position = { after: through, generation: generationOf(log, through) }
    const nextCursor = hasMore ? eventCursorOf(position) : null
    return json(200, {
      data,
      nextCursor,
      through,
      archivedThrough: archivedThrough(log),
      generation: position.generation,
    })
  },
}

function newestPage({ events: { log } }: MemoryStore, found: readonly Event[], limit: number): EventPage {
  const data = found.slice(0, limit)
  const hasMore = found.length > limit
  const through = (hasMore ? data.at(-1)?.sequence : undefined) ?? Math.min(1, log.last)
  return {
    data,
    nextCursor: hasMore ? newestCursorOf(through) : null,
    through,
    archivedThrough: archivedThrough(log),
    generation: generationOf(log, through),
  }
}

function eventsFor(store: MemoryStore, caller: Caller, filters: EventFilters): Event[] {
  const { userId, week, entryId, subject: type } = filters
  const { fromMs = 0, beforeMs = Number.POSITIVE_INFINITY } = instantsOf(filters)
  const isHistory = userId !== undefined || week !== undefined || entryId !== undefined
  const isKept = keepsRoster(caller) && userId !== undefined && userId !== 'me'
  const owner = isKept ? userId : isHistory ? ownerIn(store, caller, userId) : undefined
  return store.events
    .all()
    .filter(({ subject }) => {
      return maySeeEvent(caller, subject, 'userId' in subject ? store.managerOf(subject.userId) : null)
    })
    .filter(({ time }) => Date.parse(time) >= fromMs && Date.parse(time) < beforeMs)
    .filter(({ subject }) => type === undefined || subject.type === type)
    .filter(({ subject }) => owner === undefined || ('userId' in subject && subject.userId === owner))
    .filter((event) => week === undefined || isInWeek(event, week))
    .filter(
      ({ subject }) => entryId === undefined || ('id' in subject && subject.id === entryId.toLowerCase()),
    )
}

/** Of an entry that was moved, also what moved it away from the week. */
function isInWeek({ week, subject, before }: Event, wanted: string): boolean {
  if (week === wanted) return true
  const date = isTimesheetEvent(subject.type) && (before as { readonly date?: string } | null)?.date
  return typeof date === 'string' && weekOf(date) === wanted
}
