import * as z from 'zod/mini'
import { isoWeek, timestamp } from '../model/calendar-schemas.ts'
import { userId } from '../model/entry.ts'
import { hoursFromMinutes } from '../model/hours.ts'
import { type Person, personKind } from '../model/person.ts'
import { type MissingReason, missingReason } from '../model/week.ts'
import { pageSchema, pagingParameters } from './paging.ts'

/** The filters of `GET /reports/missing`, as query parameters. */
export const missingFiltersSchema = z.strictObject({
  week: isoWeek,
  due: z
    .optional(z.enum(['true', 'false']))
    .check(z.describe('true: only if the week is over for the person; false: only if it is not over yet')),
  reason: z.optional(missingReason),
})
export type MissingFilters = z.infer<typeof missingFiltersSchema>

/** All query parameters of `GET /reports/missing`. */
export const listMissingQuerySchema = z.extend(missingFiltersSchema, {
  ...pagingParameters,
})

/** A person with a missing week, and the reason. */
export const missingWeekSchema = z.object({
  userId,
  name: z.string(),
  email: z.optional(z.string()),
  kind: personKind,
  managerId: z.optional(userId),
  week: isoWeek,
  reason: missingReason,
  due: z.boolean().check(z.describe('Whether the week is over in the time zone of the person')),
  expectedHours: z.number(),
  totalHours: z.number(),
  remindedAt: z.nullable(timestamp).check(z.describe('The time of the last reminder about this week')),
})
export type MissingWeek = z.infer<typeof missingWeekSchema>

/**
 * A missing week as the API returns it. `remindedAtMs`: milliseconds since the epoch; `null`: not reminded.
 */
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

/** People with a missing week, by `userId`. */
export const missingPageSchema = pageSchema(missingWeekSchema)
export type MissingPage = z.infer<typeof missingPageSchema>
