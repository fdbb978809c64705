import * as z from 'zod/mini'
import { absenceSchema } from '../model/absence.ts'
import { calendarDate } from '../model/calendar-schemas.ts'
import { userIdOrMe } from '../model/entry.ts'
import { decodeCursor, encodeCursor } from './cursor.ts'
import { pageLimit } from './listing.ts'

/** The filters of `GET /absences`, as query parameters: absences that lie between `from` and `to`, in part at least. */
export const absenceFiltersSchema = z.strictObject({
  userId: z.optional(userIdOrMe).check(z.describe('Whose absences; me or absent: the caller’s')),
  from: z.optional(calendarDate),
  to: z.optional(calendarDate),
  everyone: z
    .optional(z.enum(['true', 'false']))
    .check(z.describe('true: the absences of everybody whom the caller may see')),
})
export type AbsenceFilters = z.infer<typeof absenceFiltersSchema>

/** All query parameters of `GET /absences`. */
export const listAbsencesQuerySchema = z
  .extend(absenceFiltersSchema, { limit: z.optional(pageLimit), cursor: z.optional(z.string()) })
  .check(
    z.refine(({ from, to }) => from === undefined || to === undefined || from <= to, {
      error: 'lies after to',
      path: ['from'],
      params: { code: 'out_of_range' },
    }),
  )

/** Absences, ordered by first day, then person. */
export const absencePageSchema = z.object({
  data: z.array(absenceSchema),
  nextCursor: z.nullable(z.string()),
})
export type AbsencePage = z.infer<typeof absencePageSchema>

export interface AbsencePosition {
  readonly from: string
  readonly userId: string
}

const positionSchema = z.tuple([calendarDate, z.string()])

export function absenceCursorOf({ from, userId }: AbsencePosition): string {
  return encodeCursor([from, userId])
}

/** The place that a cursor stands for, or `undefined` when this API never gave it out. */
export function absencePositionOf(cursor: string): AbsencePosition | undefined {
  const place = decodeCursor(cursor, positionSchema)
  return place && { from: place[0], userId: place[1] }
}
