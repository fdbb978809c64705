import * as z from 'zod/mini'
import { calendarDate, isoWeek, timestamp } from './calendar-schemas.ts'
import { userId } from './entry.ts'
import { factMembers } from './facts.ts'
import { type PersonKind, personKind } from './person.ts'
import { freeText } from './text.ts'
import { type WeekAction, type WeekStatus, weekAction, weekStatus } from './week.ts'

/** The reason why a week was rejected or reopened, for its owner. */
export const weekReason = freeText(1_000).check(
  z.refine((text) => text.trim() !== '', {
    error: 'must not be blank',
    params: { code: 'too_short' },
  }),
)

/** The codes of {@link WeekFlag} today; a later version may add more. */
export const weekFlagCodes = [
  'week_over_warning',
  'long_day',
  'weekend',
  'over_usual',
  'under_usual',
  'below_expected',
  'hours_on_absence',
  'hours_on_holiday',
  'person_inactive',
  'corrected_after_approval',
  'changed_after_reject',
  'unchanged_after_reject',
] as const
export type WeekFlagCode = (typeof weekFlagCodes)[number]

/** Something unusual about a week, for the approver. A flag never prevents an action. */
export const weekFlagSchema = z.object({
  code: z.string(),
  message: z.string().check(z.describe('The flag as text, such as "11:30 on Wednesday"')),
  ...z.pick(z.object(factMembers), {
    date: true,
    minutes: true,
    limitMinutes: true,
    usualMinutes: true,
    expectedMinutes: true,
  }).shape,
})
export type WeekFlag = z.infer<typeof weekFlagSchema>

/** Why so many hours are expected on a day. */
export const expectedDayReasons = ['terms', 'holiday', 'half_holiday', 'absence', 'inactive'] as const
export type ExpectedDayReason = (typeof expectedDayReasons)[number]

/** The hours expected on a day, and why. */
export const expectedDaySchema = z.object({
  date: calendarDate,
  hours: z.number(),
  reason: z
    .enum(expectedDayReasons)
    .check(
      z.describe(
        'terms: as the roster has it for this weekday. inactive: before the first or after the last day of the person',
      ),
    ),
  name: z.optional(z.string()).check(z.describe('The name of the public holiday')),
})
export type ExpectedDay = z.infer<typeof expectedDaySchema>

/** A person's week as the API returns it. Members that a later version adds are kept. */
export const weekSchema = z.object({
  userId,
  week: isoWeek,
  status: weekStatus,
  totalHours: z.number(),
  billableHours: z.number(),
  days: z
    .record(z.string(), z.number())
    .check(
      z.describe(
        'Hours by date, for the days with hours; they cannot change while the week is submitted or approved',
      ),
    ),
  expectedHours: z
    .nullable(z.number())
    .check(
      z.describe('The hours expected of the person in this week by the roster, less absences; null: unknown'),
    ),
  expectedDays: z
    .optional(z.array(expectedDaySchema))
    .check(
      z.describe(
        'The expected hours by day, Monday first; they add up to expectedHours. In responses of a single week. Omitted: unknown, or the roster says something else since the week was submitted',
      ),
    ),
  kind: z
    .optional(personKind)
    .check(z.describe('The kind of the person when the week was submitted; omitted: not in the roster')),
  managerId: z.optional(userId).check(z.describe('Their manager when the week was submitted')),
  entriesDigest: z
    .optional(z.string())
    .check(
      z.describe(
        'SHA-256 of the entries as they were submitted: a line of JSON for each, by date, then id: [id, date, project, minutes, billable, note or null]',
      ),
    ),
  submittedAt: z.nullable(timestamp),
  decidedAt: z.nullable(timestamp),
  decidedBy: z.nullable(z.string()),
  reason: z.nullable(z.string()).check(z.describe('The reason why it was rejected or reopened')),
  flags: z.array(weekFlagSchema).check(z.describe('The unusual facts about the week')),
  actions: z.array(weekAction).check(z.describe('The actions this caller can take now')),
  version: z
    .int()
    .check(z.describe('The number of changes of the week and its entries; 0: nothing was ever logged')),
})

/** A person's week as the API returns it. A later version of the API may add members. */
export type Week = {
  /** The person, by the identity claim of their token. */
  readonly userId: string
  /** An ISO 8601 week, `YYYY-Www`. */
  readonly week: string
  /** `open` and `rejected` weeks can change; `submitted` and `approved` ones are locked. */
  readonly status: WeekStatus
  /** The hours of all entries. */
  readonly totalHours: number
  /** The hours of the billable entries. */
  readonly billableHours: number
  /** Hours by date, for the days with hours; they cannot change while the week is submitted or approved. */
  readonly days: Record<string, number>
  /** The hours expected of the person in this week by the roster, less absences; `null`: unknown. */
  readonly expectedHours: number | null
  /**
   * The expected hours by day, Monday first; they add up to `expectedHours`. In responses of a single week.
   * Omitted: unknown, or the roster says something else since the week was submitted.
   */
  readonly expectedDays?: ExpectedDay[] | undefined
  /** The kind of the person when the week was submitted; omitted: not in the roster. */
  readonly kind?: PersonKind | undefined
  /** Their manager when the week was submitted. */
  readonly managerId?: string | undefined
  /**
   * SHA-256 of the entries as they were submitted: a line of JSON for each, by date, then id: [id, date,
   * project, minutes, billable, note or null].
   */
  readonly entriesDigest?: string | undefined
  /** When it was submitted: an instant in UTC, RFC 3339; `null`: it is not. */
  readonly submittedAt: string | null
  /** When it was approved or rejected: an instant in UTC, RFC 3339; `null`: it is not. */
  readonly decidedAt: string | null
  /** The `sub` of the token that approved or rejected it; `null`: it is not. */
  readonly decidedBy: string | null
  /** The reason why it was rejected or reopened. */
  readonly reason: string | null
  /** The unusual facts about the week, for the approver. A flag never prevents an action. */
  readonly flags: WeekFlag[]
  /** The actions this caller can take now. */
  readonly actions: WeekAction[]
  /** The number of changes of the week and its entries; 0: nothing was ever logged. */
  readonly version: number
}
