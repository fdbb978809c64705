import * as z from 'zod/mini'
import { isoWeek, timestamp } from '../model/calendar-schemas.ts'
import { userId } from '../model/entry.ts'
import { hoursFromMinutes } from '../model/hours.ts'
import { type Person, personKind } from '../model/person.ts'
import { type MissingReason, missingReason } from '../model/week.ts'
import { pageLimit } from './listing.ts'

/** The filters of `GET /reports/missing`, as query parameters. */
export const missingFiltersSchema = z.strictObject({
  week: isoWeek,
  due: z
    .optional(z.enum(['true', 'false']))
    .check(z.describe('true: where the week is over for the person; false: where it is not, yet')),
  reason: z.optional(missingReason),
})
export type MissingFilters = z.infer<typeof missingFiltersSchema>

/** All query parameters of `GET /reports/missing`. */
export const listMissingQuerySchema = z.extend(missingFiltersSchema, {
  limit: z.optional(pageLimit),
  cursor: z.optional(z.string()),
})

/** Somebody whose week is missing, and what is missing of it. */
export const missingWeekSchema = z.object({
  userId,
  name: z.string(),
  email: z.optional(z.string()),
  kind: personKind,
  managerId: z.optional(userId),
  week: isoWeek,
  reason: missingReason,
  due: z.boolean().check(z.describe('Whether the week is over where the person is')),
  expectedHours: z.number(),
  totalHours: z.number(),
  remindedAt: z.nullable(timestamp).check(z.describe('When a reminder about this week was sent last')),
})
export type MissingWeek = z.infer<typeof missingWeekSchema>

/** A missing week as the API answers it. `remindedAtMs`: milliseconds since the epoch; `null`: not reminded. */
export function missingWeekFrom(
  { userId, name, email, kind, managerId }: Person,
  week: string,
  missing: {
    readonly reason: MissingReason
    readonly due: boolean
    readonly expectedMinutes: number
    readonly totalMinutes: number
  },
  remindedAtMs: number | null,
): MissingWeek {
  return {
    userId,
    name,
    ...(email === undefined ? {} : { email }),
    kind,
    ...(managerId === undefined ? {} : { managerId }),
    week,
    reason: missing.reason,
    due: missing.due,
    expectedHours: hoursFromMinutes(missing.expectedMinutes),
    totalHours: hoursFromMinutes(missing.totalMinutes),
    remindedAt: remindedAtMs === null ? null : new Date(remindedAtMs).toISOString(),
  }
}

/** Who is missing, ordered by `userId`. */
export const missingPageSchema = z.object({
  data: z.array(missingWeekSchema),
  nextCursor: z.nullable(z.string()),
})
export type MissingPage = z.infer<typeof missingPageSchema>
