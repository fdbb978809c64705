import * as z from 'zod/mini'
import { absenceSchema } from '../model/absence.ts'
import { calendarDate } from '../model/calendar-schemas.ts'
import { userIdOrMe } from '../model/entry.ts'
import { decodeCursor, encodeCursor, pageSchema, pagingParameters } from './paging.ts'

/** The filters of `GET /absences`, as query parameters: absences that overlap `from` to `to`. */
export const absenceFiltersSchema = z.strictObject({
  userId: z.optional(userIdOrMe).check(z.describe('The person. Default: me, the caller')),
  from: z.optional(calendarDate),
  to: z.optional(calendarDate),
  everyone: z
    .optional(z.enum(['true', 'false']))
    .check(z.describe('true: the absences of everyone the caller may see')),
})
export type AbsenceFilters = z.infer<typeof absenceFiltersSchema>

/** All query parameters of `GET /absences`. */
export const listAbsencesQuerySchema = z.extend(absenceFiltersSchema, { ...pagingParameters })

/** Absences, ordered by first day, then person. */
export const absencePageSchema = pageSchema(absenceSchema)
export type AbsencePage = z.infer<typeof absencePageSchema>

export interface AbsencePosition {
  readonly from: string
  readonly userId: string
}

const positionSchema = z.tuple([calendarDate, z.string()])

export function absenceCursorOf({ from, userId }: AbsencePosition): string {
  return encodeCursor([from, userId])
}

/** The position that a cursor stands for; `undefined` if this API never returned it. */
export function absencePositionOf(cursor: string): AbsencePosition | undefined {
  const place = decodeCursor(cursor, positionSchema)
  return place && { from: place[0], userId: place[1] }
}
