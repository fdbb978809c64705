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

/** The filters of a person's entries, as query parameters of `GET /timesheets`. `from` and `to` are inclusive. */
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
  everyone: z
    .optional(z.enum(['true', 'false']))
    .check(z.describe('true: the entries of everybody whom the caller may see, by person')),
  limit: z.optional(pageLimit),
  cursor: z.optional(z.string()),
})

/** Which entries are listed, of one person or of everybody. */
export type ListedEntryFilters = Omit<z.infer<typeof listEntriesQuerySchema>, 'limit' | 'cursor'>

/** A page of entries, ordered by date, then id; with `everyone=true` by person before that. `nextCursor` is null at the end. */
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

/** The place in a list of everybody's entries after which the next page begins. */
export interface EveryonesPosition extends EntryPosition {
  readonly userId: string
}

const everyonesPositionSchema = z.tuple([z.string(), calendarDate, z.uuid()])

/** As {@link cursorOf}, with `everyone=true`. */
export function everyonesCursorOf({ userId, date, id }: EveryonesPosition): string {
  return encodeCursor([userId, date, id])
}

/** As {@link positionOf}, with `everyone=true`. */
export function everyonesPositionOf(cursor: string): EveryonesPosition | undefined {
  const place = decodeCursor(cursor, everyonesPositionSchema)
  return place && { userId: place[0], date: place[1], id: place[2] }
}
