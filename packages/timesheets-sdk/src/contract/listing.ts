import * as z from 'zod/mini'
import { calendarDate } from '../model/calendar-schemas.ts'
import { entrySchema, project, userIdOrMe } from '../model/entry.ts'
import { weekStatus } from '../model/week.ts'
import { decodeCursor, encodeCursor } from './cursor.ts'
import { maximumPageSize } from './limits.ts'

/** `limit`: how many a page has. */
export const pageLimit = z.pipe(
  z.string().check(z.regex(/^\d{1,6}$/)),
  z.pipe(z.transform(Number), z.int().check(z.minimum(1), z.maximum(maximumPageSize))),
)

/** The filters of `GET /timesheets`, as query parameters. `from` and `to` are inclusive. */
export const entryFiltersSchema = z.strictObject({
  from: z.optional(calendarDate),
  to: z.optional(calendarDate),
  project: z.optional(project),
  status: z.optional(weekStatus),
  userId: z.optional(userIdOrMe).check(z.describe('Whose entries; me or absent: the caller’s')),
})
export type EntryFilters = z.infer<typeof entryFiltersSchema>

/** All query parameters of `GET /timesheets`. */
export const listEntriesQuerySchema = z.extend(entryFiltersSchema, {
  limit: z.optional(pageLimit),
  cursor: z.optional(z.string()),
})

/** A page of entries, ordered by date, then id. `nextCursor` is null at the end. */
export const entryPageSchema = z.object({ data: z.array(entrySchema), nextCursor: z.nullable(z.string()) })
export type EntryPage = z.infer<typeof entryPageSchema>

/** The place in a list after which the next page begins. */
export interface EntryPosition {
  readonly date: string
  readonly id: string
}

const positionSchema = z.tuple([calendarDate, z.uuid()])

/** The opaque `cursor` for a place. */
export function cursorOf(position: EntryPosition): string {
  return encodeCursor([position.date, position.id])
}

/** The place that a cursor stands for, or `undefined` when this API never gave it out. */
export function positionOf(cursor: string): EntryPosition | undefined {
  const place = decodeCursor(cursor, positionSchema)
  return place && { date: place[0], id: place[1] }
}
