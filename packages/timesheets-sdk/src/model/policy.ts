import * as z from 'zod/mini'
import { calendarDate } from './calendar-schemas.ts'

/**
 * The settings of the rules, stored in the database and served to clients, so that all of them judge alike.
 */
export const policySchema = z.object({
  incrementMinutes: z
    .int()
    .check(z.minimum(1), z.maximum(1_440), z.describe('Entries must be multiples of this many minutes')),
  maxHoursPerDay: z.number().check(z.positive(), z.maximum(24)),
  maxDaysAhead: z.int().check(z.minimum(0), z.maximum(366)),
  lockedThrough: z
    .nullable(calendarDate)
    .check(z.describe('Nothing on or before this date can change; null: no date is locked')),
  weeklyWarningHours: z.number().check(z.positive(), z.maximum(168)),
  unlistedProjects: z
    .enum(['warn', 'refuse'])
    .check(
      z.describe(
        'Whether entries on projects that are inactive or not in the catalogue get a warning or are rejected',
      ),
    ),
})
export type Policy = z.infer<typeof policySchema>

/** The body of `PATCH /policy`: only the changed members. */
export const policyPatchSchema = z.strictObject({
  incrementMinutes: z.optional(policySchema.shape.incrementMinutes),
  maxHoursPerDay: z.optional(policySchema.shape.maxHoursPerDay),
  maxDaysAhead: z.optional(policySchema.shape.maxDaysAhead),
  lockedThrough: z.optional(policySchema.shape.lockedThrough),
  weeklyWarningHours: z.optional(policySchema.shape.weeklyWarningHours),
  unlistedProjects: z.optional(policySchema.shape.unlistedProjects),
})
export type PolicyPatch = z.infer<typeof policyPatchSchema>

/** The policy of a new database. */
export const defaultPolicy: Policy = {
  incrementMinutes: 15,
  maxHoursPerDay: 24,
  maxDaysAhead: 7,
  lockedThrough: null,
  weeklyWarningHours: 60,
  unlistedProjects: 'warn',
}
