import * as z from 'zod/mini'
import { isoWeek } from '../model/calendar-schemas.ts'
import { userId, userIdOrMe } from '../model/entry.ts'
import { weekDecision, weekStatus } from '../model/week.ts'
import { weekReason, weekSchema } from '../model/week-schema.ts'
import { decodeCursor, encodeCursor, pageSchema, pagingParameters } from './paging.ts'
import { problemSchema } from './problems.ts'

/** The most weeks that one request can decide on. */
export const maximumDecisions = 200

/** The filters of `GET /weeks`, as query parameters. `from` and `to` are ISO weeks, inclusive. */
export const weekFiltersSchema = z.strictObject({
  userId: z.optional(userIdOrMe).check(z.describe('The person. Default: me, the caller')),
  status: z
    .optional(weekStatus)
    .check(
      z.describe(
        'With submitted and without userId, an approver gets the queue: all weeks that wait for their decision',
      ),
    ),
  from: z.optional(isoWeek),
  to: z.optional(isoWeek),
  everyone: z
    .optional(z.enum(['true', 'false']))
    .check(z.describe('true: the weeks of everyone the caller may see')),
})
export type WeekFilters = z.infer<typeof weekFiltersSchema>

/** All query parameters of `GET /weeks`. */
export const listWeeksQuerySchema = z.extend(weekFiltersSchema, {
  ...pagingParameters,
})

/** Weeks, ordered by week, then person. Weeks without any entry are not listed. */
export const weekPageSchema = pageSchema(weekSchema)
export type WeekPage = z.infer<typeof weekPageSchema>

export interface WeekPosition {
  readonly week: string
  readonly userId: string
}

const positionSchema = z.tuple([isoWeek, z.string()])

export function weekCursorOf({ week, userId }: WeekPosition): string {
  return encodeCursor([week, userId])
}

/** The position that a cursor stands for; `undefined` if this API never returned it. */
export function weekPositionOf(cursor: string): WeekPosition | undefined {
  const place = decodeCursor(cursor, positionSchema)
  return place && { week: place[0], userId: place[1] }
}

/**
 * The body of an action; a missing body means `{}`. The transition table says which action needs a reason.
 */
export const weekActionRequestSchema = z.strictObject({ reason: z.optional(weekReason) })
export type WeekActionRequest = z.infer<typeof weekActionRequestSchema>

/** One of an approver's decisions on many weeks. */
export const weekDecisionSchema = z.strictObject({
  userId,
  week: isoWeek,
  action: weekDecision,
  reason: z.optional(weekReason),
  ifMatch: z.optional(z.string()).check(z.describe('The ETag of the week that the decision is based on')),
})
export type WeekDecisionRequest = z.infer<typeof weekDecisionSchema>

export const weekDecisionsRequestSchema = z.strictObject({
  decisions: z.array(weekDecisionSchema).check(z.minLength(1), z.maxLength(maximumDecisions)),
})

/** The result of each decision, in the order of the request. */
export const weekDecisionsResultSchema = z.object({
  done: z.int(),
  refused: z.int(),
  results: z.array(
    z.object({
      index: z.int(),
      status: z.enum(['done', 'refused']),
      week: z.optional(weekSchema),
      problem: z.optional(problemSchema),
    }),
  ),
})
export type WeekDecisionsResult = z.infer<typeof weekDecisionsResultSchema>
