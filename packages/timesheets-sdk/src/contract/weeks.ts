import * as z from 'zod/mini'
import { isoWeek } from '../model/calendar-schemas.ts'
import { userId, userIdOrMe } from '../model/entry.ts'
import { weekDecision, weekStatus } from '../model/week.ts'
import { weekReason, weekSchema } from '../model/week-record.ts'
import { decodeCursor, encodeCursor } from './cursor.ts'
import { pageLimit } from './listing.ts'
import { problemSchema } from './problems.ts'

/** The most weeks that one request decides on. */
export const maximumDecisions = 200

/** The filters of `GET /weeks`, as query parameters. `from` and `to` are ISO weeks, inclusive. */
export const weekFiltersSchema = z.strictObject({
  userId: z.optional(userIdOrMe).check(z.describe('Whose weeks; me or absent: the caller’s')),
  status: z
    .optional(weekStatus)
    .check(
      z.describe(
        'submitted, by an approver who names nobody: the queue, all weeks that wait for their decision',
      ),
    ),
  from: z.optional(isoWeek),
  to: z.optional(isoWeek),
  everyone: z
    .optional(z.enum(['true', 'false']))
    .check(z.describe('true: the weeks of everybody whom the caller may see')),
})
export type WeekFilters = z.infer<typeof weekFiltersSchema>

/** All query parameters of `GET /weeks`. */
export const listWeeksQuerySchema = z.extend(weekFiltersSchema, {
  limit: z.optional(pageLimit),
  cursor: z.optional(z.string()),
})

/** Weeks, ordered by week, then person; those alone that were ever logged in. */
export const weekPageSchema = z.object({ data: z.array(weekSchema), nextCursor: z.nullable(z.string()) })
export type WeekPage = z.infer<typeof weekPageSchema>

export interface WeekPosition {
  readonly week: string
  readonly userId: string
}

const positionSchema = z.tuple([isoWeek, z.string()])

export function weekCursorOf({ week, userId }: WeekPosition): string {
  return encodeCursor([week, userId])
}

/** The place that a cursor stands for, or `undefined` when this API never gave it out. */
export function weekPositionOf(cursor: string): WeekPosition | undefined {
  const place = decodeCursor(cursor, positionSchema)
  return place && { week: place[0], userId: place[1] }
}

/** The body of an action; without one, as `{}`. Whether it needs a reason is the transition table's to say. */
export const weekActionRequestSchema = z.strictObject({ reason: z.optional(weekReason) })
export type WeekActionRequest = z.infer<typeof weekActionRequestSchema>

/** What an approver decides on many weeks at once. */
export const weekDecisionSchema = z.strictObject({
  userId,
  week: isoWeek,
  action: weekDecision,
  reason: z.optional(weekReason),
  ifMatch: z.optional(z.string()).check(z.describe('The ETag that the decision was made on')),
})
export type WeekDecisionRequest = z.infer<typeof weekDecisionSchema>

export const weekDecisionsRequestSchema = z.strictObject({
  decisions: z.array(weekDecisionSchema).check(z.minLength(1), z.maxLength(maximumDecisions)),
})

/** What became of each decision, in the order that they were sent in. */
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
