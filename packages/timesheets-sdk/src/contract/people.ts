import * as z from 'zod/mini'
import { calendarDate } from '../model/calendar-schemas.ts'
import { userIdOrMe } from '../model/entry.ts'
import { newcomerSchema, personKind, personSchema } from '../model/person.ts'
import { decodeCursor, encodeCursor } from './cursor.ts'
import { pageLimit } from './listing.ts'

/** The filters of `GET /people`, as query parameters. */
export const peopleFiltersSchema = z.strictObject({
  kind: z.optional(personKind),
  managerId: z
    .optional(userIdOrMe)
    .check(z.describe('People of this manager; me: the caller’s own; none: those who have no manager')),
  activeOn: z.optional(calendarDate).check(z.describe('People who are active on this day')),
})
export type PeopleFilters = z.infer<typeof peopleFiltersSchema>

/** All query parameters of `GET /people`. */
export const listPeopleQuerySchema = z.extend(peopleFiltersSchema, {
  limit: z.optional(pageLimit),
  cursor: z.optional(z.string()),
})

/** People of the roster, ordered by `userId`. */
export const personPageSchema = z.object({ data: z.array(personSchema), nextCursor: z.nullable(z.string()) })
export type PersonPage = z.infer<typeof personPageSchema>

/** All query parameters of `GET /newcomers`. */
export const listNewcomersQuerySchema = z.strictObject({
  limit: z.optional(pageLimit),
  cursor: z.optional(z.string()),
})

/** People who signed in and are not in the roster, ordered by `userId`. */
export const newcomerPageSchema = z.object({
  data: z.array(newcomerSchema),
  nextCursor: z.nullable(z.string()),
})
export type NewcomerPage = z.infer<typeof newcomerPageSchema>

const positionSchema = z.tuple([z.string()])

/** The cursor of a list that is ordered by `userId`: whom the next page begins after. */
export function userCursorOf(userId: string): string {
  return encodeCursor([userId])
}

/** Whom a cursor stands for, or `undefined` when this API never gave it out. */
export function userPositionOf(cursor: string): string | undefined {
  return decodeCursor(cursor, positionSchema)?.[0]
}
