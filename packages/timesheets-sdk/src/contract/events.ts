import * as z from 'zod/mini'
import { calendarDate, isoWeek } from '../model/calendar-schemas.ts'
import { userIdOrMe } from '../model/entry.ts'
import { eventSchema, eventSubjectTypes } from '../model/event.ts'
import { decodeCursor, encodeCursor, pagingParameters } from './paging.ts'

/** The filters of `GET /events`, as query parameters. Default: everything the caller may see. */
export const eventFiltersSchema = z.strictObject({
  userId: z
    .optional(userIdOrMe)
    .check(
      z.describe(
        'Events about this person and their entries and weeks; me: the caller. Default with week or entryId: me',
      ),
    ),
  week: z.optional(isoWeek).check(z.describe('The history of this week')),
  entryId: z.optional(z.uuid()).check(z.describe('The history of this entry')),
  subject: z
    .optional(z.enum(eventSubjectTypes))
    .check(z.describe('Events about this kind of thing; person: also absences')),
  from: z.optional(calendarDate).check(z.describe('Events from this day on (UTC)')),
  to: z.optional(calendarDate).check(z.describe('Events through this day (UTC)')),
})
export type EventFilters = z.infer<typeof eventFiltersSchema>

/** A sequence number in a query. */
const sequence = z.pipe(
  z.string().check(z.regex(/^\d{1,16}$/, { error: 'must be the number of an event' })),
  z.pipe(z.transform(Number), z.int().check(z.minimum(0))),
)

export const eventOrders = ['oldest', 'newest'] as const

/** All query parameters of `GET /events`. */
export const listEventsQuerySchema = z.extend(eventFiltersSchema, {
  after: z
    .optional(sequence)
    .check(z.describe('Events after this sequence number: the last one processed, or the through of a page')),
  generation: z
    .optional(
      z.string().check(z.regex(/^[\w-]{1,36}$/, { error: 'must be a generation that the API returned' })),
    )
    .check(
      z.describe(
        'The generation that came with the number in after. With it, a log that was restored from a backup is noticed',
      ),
    ),
  order: z
    .optional(z.enum(eventOrders))
    .check(
      z.describe(
        'Which events come first; newest: for people who look back, and without after. Default: oldest',
      ),
    ),
  ...pagingParameters,
})

/**
 * Events by sequence number. A page can have fewer events than its limit, or none, and still have a
 * `nextCursor`: the server stops after a bounded number of events that the caller may not see.
 */
export const eventPageSchema = z.object({
  data: z.array(eventSchema),
  nextCursor: z.nullable(z.string()),
  through: z
    .int()
    .check(
      z.describe(
        'The last sequence number that this page covers; with order=newest the first. Continue with after=through to miss nothing',
      ),
    ),
  archivedThrough: z
    .int()
    .check(z.describe('The events through this number were archived, and are not in the log; 0: none')),
  generation: z.string().check(z.describe('The generation of through: send both back together')),
})
export type EventPage = z.infer<typeof eventPageSchema>

/** A position in the log: everything through `after` was read, when the log was of that generation. */
export interface EventPosition {
  readonly after: number
  /** Default: unknown. Then only a position beyond the end of the log shows that the log was cut. */
  readonly generation?: string | undefined
}

const positionSchema = z.union([z.tuple([z.int(), z.string()]), z.tuple([z.int()])])

/** The opaque `cursor` for the events after a position. */
export function eventCursorOf({ after, generation = '' }: EventPosition): string {
  return encodeCursor([after, generation])
}

/** The position that a cursor stands for; `undefined` if this API never returned it. */
export function eventPositionOf(cursor: string): EventPosition | undefined {
  const decoded = decodeCursor(cursor, positionSchema)
  return decoded && { after: decoded[0], generation: decoded[1] || undefined }
}

const newestPositionSchema = z.tuple([z.literal('newest'), z.int()])

/** The opaque `cursor` for the events before a sequence number, newest first. */
export function newestCursorOf(before: number): string {
  return encodeCursor(['newest', before])
}

/** The sequence number that such a cursor stands for; `undefined` if this API never returned it. */
export function newestPositionOf(cursor: string): number | undefined {
  return decodeCursor(cursor, newestPositionSchema)?.[1]
}
