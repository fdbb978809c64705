import * as z from 'zod/mini'
import { calendarDate } from '../model/calendar-schemas.ts'
import { projectSchema } from '../model/catalogue.ts'
import { decodeCursor, encodeCursor } from './cursor.ts'
import { pageLimit } from './listing.ts'

/** The filters of `GET /projects`, as query parameters. */
export const projectFiltersSchema = z.strictObject({
  activeOn: z.optional(calendarDate).check(z.describe('Projects that can be worked on on this day')),
})
export type ProjectFilters = z.infer<typeof projectFiltersSchema>

/** All query parameters of `GET /projects`. */
export const listProjectsQuerySchema = z.extend(projectFiltersSchema, {
  limit: z.optional(pageLimit),
  cursor: z.optional(z.string()),
})

/** Projects of the catalogue, ordered by code. */
export const projectPageSchema = z.object({
  data: z.array(projectSchema),
  nextCursor: z.nullable(z.string()),
})
export type ProjectPage = z.infer<typeof projectPageSchema>

const positionSchema = z.tuple([z.string()])

export function projectCursorOf(code: string): string {
  return encodeCursor([code])
}

/** The code after which the next page begins, or `undefined` when this API never gave the cursor out. */
export function projectPositionOf(cursor: string): string | undefined {
  return decodeCursor(cursor, positionSchema)?.[0]
}
