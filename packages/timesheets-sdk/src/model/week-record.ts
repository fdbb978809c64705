import * as z from 'zod/mini'
import { datesOfWeek } from './calendar.ts'
import { calendarDate, isoWeek, timestamp } from './calendar-schemas.ts'
import { userId } from './entry.ts'
import { factMembers } from './facts.ts'
import { hoursFromMinutes } from './hours.ts'
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

/** The facts that a week keeps from its submission on, so that an approval is of exactly these. */
export interface FrozenWeek {
  /** `null`: the person was not in the roster. */
  readonly expectedMinutes: number | null
  readonly kind: PersonKind | null
  readonly managerId: string | null
  readonly entriesDigest: string
}

/** A stored week. Times are milliseconds since the epoch. */
export interface WeekRecord {
  readonly userId: string
  readonly week: string
  readonly status: WeekStatus
  /** Monday first. */
  readonly dayMinutes: readonly number[]
  readonly billableMinutes: number
  readonly submittedAtMs: number | null
  /**
   * The `sub` of the token that submitted it; `null`: not submitted, or unknown. Not part of any response.
   */
  readonly submittedBy: string | null
  readonly decidedAtMs: number | null
  readonly decidedBy: string | null
  readonly reason: string | null
  /** The time of the last change to its entries; `null`: never. */
  readonly entriesChangedAtMs: number | null
  /**
   * The time of the last rejection, kept when the week is submitted again, cleared by approving or reopening
   * it.
   */
  readonly rejectedAtMs: number | null
  /** `null`: it is open, or was submitted by a version that kept nothing. */
  readonly frozen: FrozenWeek | null
  /** The time when roster or absences were corrected after the approval; `null`: never. */
  readonly correctedAtMs: number | null
  readonly version: number
}

/** A week without any entry. */
export function emptyWeek(userId: string, week: string): WeekRecord {
  return {
    userId,
    week,
    status: 'open',
    dayMinutes: [0, 0, 0, 0, 0, 0, 0],
    billableMinutes: 0,
    submittedAtMs: null,
    submittedBy: null,
    decidedAtMs: null,
    decidedBy: null,
    reason: null,
    entriesChangedAtMs: null,
    rejectedAtMs: null,
    frozen: null,
    correctedAtMs: null,
    version: 0,
  }
}

/** The total of a week in minutes. */
export function totalMinutesOf(week: Pick<WeekRecord, 'dayMinutes'>): number {
  return week.dayMinutes.reduce((sum, minutes) => sum + minutes, 0)
}

/** The API's week for a record. */
export function weekFromRecord(
  record: WeekRecord,
  about: {
    readonly expectedMinutes: number | null
    readonly expectedDays?: ExpectedDay[] | undefined
    readonly flags: readonly WeekFlag[]
    readonly actions: readonly WeekAction[]
  },
): Week {
  return {
    userId: record.userId,
    week: record.week,
    status: record.status,
    ...weekTotals(record),
    expectedHours: about.expectedMinutes === null ? null : hoursFromMinutes(about.expectedMinutes),
    ...(about.expectedDays && { expectedDays: about.expectedDays }),
    ...frozenMembers(record.frozen),
    submittedAt: instant(record.submittedAtMs),
    decidedAt: instant(record.decidedAtMs),
    decidedBy: record.decidedBy,
    reason: record.reason,
    flags: [...about.flags],
    actions: [...about.actions],
    version: record.version,
  }
}

/** The hours of a week: total, billable, and by date. */
export function weekTotals(record: WeekRecord): Pick<Week, 'totalHours' | 'billableHours' | 'days'> {
  const days: Record<string, number> = {}
  datesOfWeek(record.week).forEach((date, index) => {
    const minutes = record.dayMinutes[index] ?? 0
    if (minutes > 0) days[date] = hoursFromMinutes(minutes)
  })
  return {
    totalHours: hoursFromMinutes(totalMinutesOf(record)),
    billableHours: hoursFromMinutes(record.billableMinutes),
    days,
  }
}

/** A {@link FrozenWeek} as members of the API's week and of its events. */
export function frozenMembers(frozen: FrozenWeek | null): Pick<Week, 'kind' | 'managerId' | 'entriesDigest'> {
  if (!frozen) return {}
  const { kind, managerId, entriesDigest } = frozen
  return {
    ...(kind === null ? {} : { kind }),
    ...(managerId === null ? {} : { managerId }),
    entriesDigest,
  }
}

function instant(ms: number | null): string | null {
  return ms === null ? null : new Date(ms).toISOString()
}
