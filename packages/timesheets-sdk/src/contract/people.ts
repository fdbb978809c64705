import * as z from 'zod/mini'
import { calendarDate } from '../model/calendar-schemas.ts'
import { userIdOrMe } from '../model/entry.ts'
import { newcomerSchema, personKind, personSchema } from '../model/person.ts'
import { decodeCursor, encodeCursor, pageSchema, pagingParameters } from './paging.ts'

/** The filters of `GET /people`, as query parameters. */
export const peopleFiltersSchema = z.strictObject({
  kind: z.optional(personKind),
  managerId: z
    .optional(userIdOrMe)
    .check(z.describe('People of this manager; me: the caller; none: people without a manager')),
  activeOn: z.optional(calendarDate).check(z.describe('People who are active on this day')),
})
export type PeopleFilters = z.infer<typeof peopleFiltersSchema>

/** All query parameters of `GET /people`. */
export const listPeopleQuerySchema = z.extend(peopleFiltersSchema, {
  ...pagingParameters,
})

/** People of the roster, ordered by `userId`. */
export const personPageSchema = pageSchema(personSchema)
export type PersonPage = z.infer<typeof personPageSchema>

/** All query parameters of `GET /newcomers`. */
export const listNewcomersQuerySchema = z.strictObject({
  ...pagingParameters,
})

/** People who signed in and are not in the roster, ordered by `userId`. */
export const newcomerPageSchema = pageSchema(newcomerSchema)
export type NewcomerPage = z.infer<typeof newcomerPageSchema>

const positionSchema = z.tuple([z.string()])

/** The cursor of a list ordered by `userId`. */
export function userCursorOf(userId: string): string {
  return encodeCursor([userId])
}

/** The person that a cursor stands for; `undefined` if this API never returned it. */
export function userPositionOf(cursor: string): string | undefined {
  return decodeCursor(cursor, positionSchema)?.[0]
}

/** The query parameter of changes of the roster that may alter what was approved or closed. */
export const correctionQuerySchema = z.strictObject({
  correct: z
    .optional(z.enum(['true', 'false']))
    .check(
      z.describe(
        'true: also if approved weeks or a closed period change. Each of these weeks gets a new version and a flag, and the event names them',
      ),
    ),
})
