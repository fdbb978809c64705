import * as z from 'zod/mini'
import { calendarDate } from '../model/calendar-schemas.ts'
import { projectSchema } from '../model/catalogue.ts'
import { decodeCursor, encodeCursor, pageSchema, pagingParameters } from './paging.ts'

/** The filters of `GET /projects`, as query parameters. */
export const projectFiltersSchema = z.strictObject({
  activeOn: z.optional(calendarDate).check(z.describe('Projects that are active on this day')),
})
export type ProjectFilters = z.infer<typeof projectFiltersSchema>

/** All query parameters of `GET /projects`. */
export const listProjectsQuerySchema = z.extend(projectFiltersSchema, {
  ...pagingParameters,
})

/** Projects of the catalogue, ordered by code. */
export const projectPageSchema = pageSchema(projectSchema)
export type ProjectPage = z.infer<typeof projectPageSchema>

const positionSchema = z.tuple([z.string()])

export function projectCursorOf(code: string): string {
  return encodeCursor([code])
}

/** The code that a cursor stands for; `undefined` if this API never returned it. */
export function projectPositionOf(cursor: string): string | undefined {
  return decodeCursor(cursor, positionSchema)?.[0]
}
