import * as z from 'zod/mini'
import { isoWeek } from '../model/calendar-schemas.ts'
import { userIdOrMe } from '../model/entry.ts'
import { eventSchema } from '../model/event.ts'
import { decodeCursor, encodeCursor } from './cursor.ts'
import { pageLimit } from './listing.ts'

/** The filters of `GET /events`, as query parameters. Without any, everything that the caller may see. */
export const eventFiltersSchema = z.strictObject({
  userId: z
    .optional(userIdOrMe)
    .check(
      z.describe(
        'What happened to this person’s entries and weeks; me: the caller’s. Absent with week or entryId: me',
      ),
    ),
  week: z.optional(isoWeek).check(z.describe('The history of this week of the person')),
  entryId: z.optional(z.uuid()).check(z.describe('The history of this entry of the person')),
})
export type EventFilters = z.infer<typeof eventFiltersSchema>

/** A sequence number as it stands in a query. */
const sequence = z.pipe(
  z.string().check(z.regex(/^\d{1,16}$/)),
  z.pipe(z.transform(Number), z.int().check(z.minimum(0))),
)

/** All query parameters of `GET /events`. */
export const listEventsQuerySchema = z.extend(eventFiltersSchema, {
  after: z
    .optional(sequence)
    .check(z.describe('Events after this sequence number: the last one that was seen, or a page’s through')),
  limit: z.optional(pageLimit),
  cursor: z.optional(z.string()),
})

/**
 * Events in the order of their sequence numbers. A page may have fewer than were asked for, even none, while `nextCursor`
 * says that there are more: a look through the log ends after a bounded number of events that are not for the caller.
 */
export const eventPageSchema = z.object({
  data: z.array(eventSchema),
  nextCursor: z.nullable(z.string()),
  through: z
    .int()
    .check(
      z.describe(
        'As far as this page looked: whoever follows goes on with after=through, and misses nothing',
      ),
    ),
})
export type EventPage = z.infer<typeof eventPageSchema>

const positionSchema = z.tuple([z.int()])

/** The opaque `cursor` for the events after a sequence number. */
export function eventCursorOf(sequence: number): string {
  return encodeCursor([sequence])
}

/** The sequence number that a cursor stands for, or `undefined` when this API never gave it out. */
export function eventPositionOf(cursor: string): number | undefined {
  return decodeCursor(cursor, positionSchema)?.[0]
}
