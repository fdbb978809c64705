import * as z from 'zod/mini'
import { calendarDate } from './calendar-schemas.ts'
import { sourceName } from './entry.ts'
import { holidayCalendarSchema } from './holidays.ts'
import { lineOfText } from './text.ts'

/** Where the external ids of a source are unique. */
export const externalIdScopes = ['overall', 'per_person'] as const
export type ExternalIdScope = (typeof externalIdScopes)[number]

/** A source that clients may name when they push, so that its ids outlive a client. */
export const policySourceSchema = z.strictObject({
  name: sourceName.check(
    z.describe('The source. The id of a former client continues the entries that it pushed'),
  ),
  clients: z
    .array(lineOfText(255))
    .check(z.maxLength(50), z.describe('The ids of the OAuth clients that may name this source')),
  externalIds: z
    .enum(externalIdScopes)
    .check(
      z.describe(
        'overall: an externalId names one entry, and only machine clients may push. per_person: two people may have entries with the same externalId',
      ),
    ),
})
export type PolicySource = z.infer<typeof policySourceSchema>

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
  holidayCalendars: z.array(holidayCalendarSchema).check(
    z.maxLength(50),
    z.refine((calendars) => new Set(calendars.map(({ name }) => name)).size === calendars.length, {
      error: 'has the same name twice',
    }),
    z.describe('Public holidays by place. Terms of people name one; no hours are expected on its days'),
  ),
  managersSeeAmounts: z
    .boolean()
    .check(
      z.describe(
        'Whether managers see the amounts of the hours of their people, and so the rates of projects',
      ),
    ),
  sources: z.array(policySourceSchema).check(
    z.maxLength(100),
    z.refine((sources) => new Set(sources.map(({ name }) => name)).size === sources.length, {
      error: 'has the same name twice',
    }),
    z.describe('The sources that clients may name instead of their own id'),
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
  holidayCalendars: z.optional(policySchema.shape.holidayCalendars),
  managersSeeAmounts: z.optional(policySchema.shape.managersSeeAmounts),
  sources: z.optional(policySchema.shape.sources),
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
  holidayCalendars: [],
  managersSeeAmounts: false,
  sources: [],
}
