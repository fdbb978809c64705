import * as z from 'zod/mini'
import { datesOfWeek } from './calendar.ts'
import { isoWeek } from './calendar-schemas.ts'
import { userId } from './entry.ts'
import { factMembers } from './facts.ts'
import { hoursFromMinutes } from './hours.ts'
import { freeText } from './text.ts'
import { timestamp } from './timestamp.ts'
import { type WeekAction, type WeekStatus, weekAction, weekStatus } from './week.ts'

/** Why a week was rejected or reopened: for its owner to read. */
export const weekReason = freeText(1_000).check(
  z.refine((text) => text.trim() !== '', {
    error: 'must say why',
    params: { code: 'too_short' },
  }),
)

/** What {@link WeekFlag} says today; a later version may have more. */
export const weekFlagCodes = [
  'week_over_warning',
  'long_day',
  'weekend',
  'over_usual',
  'under_usual',
  'below_expected',
  'changed_after_reject',
  'unchanged_after_reject',
] as const
export type WeekFlagCode = (typeof weekFlagCodes)[number]

/** Something unusual about a week, for whoever decides on it: a mark, never an obstacle. */
export const weekFlagSchema = z.object({
  code: z.string(),
  message: z.string().check(z.describe('In words, as "11:30 on Wednesday"')),
  ...z.pick(z.object(factMembers), {
    date: true,
    minutes: true,
    limitMinutes: true,
    usualMinutes: true,
    expectedMinutes: true,
  }).shape,
})
export type WeekFlag = z.infer<typeof weekFlagSchema>

/** A person's week as the API answers it. Members that a later version adds are let through. */
export const weekSchema = z.object({
  userId,
  week: isoWeek,
  status: weekStatus,
  totalHours: z.number(),
  billableHours: z.number(),
  days: z
    .record(z.string(), z.number())
    .check(z.describe('Hours by date, of the days that have some; frozen while submitted or approved')),
  expectedHours: z
    .nullable(z.number())
    .check(
      z.describe(
        'What the roster expects of the person in this week, absences taken off; null: nothing is known',
      ),
    ),
  submittedAt: z.nullable(timestamp),
  decidedAt: z.nullable(timestamp),
  decidedBy: z.nullable(z.string()),
  reason: z.nullable(z.string()).check(z.describe('Why it was rejected or reopened')),
  flags: z.array(weekFlagSchema).check(z.describe('What is unusual about it')),
  actions: z.array(weekAction).check(z.describe('What this caller may do with it now')),
  version: z
    .int()
    .check(z.describe('Counts the changes of the week and of its entries; 0: nothing was ever logged')),
})
export type Week = z.infer<typeof weekSchema>

/** A week as it is kept. Times are milliseconds since the epoch. */
export interface WeekRecord {
  readonly userId: string
  readonly week: string
  readonly status: WeekStatus
  /** Monday first. */
  readonly dayMinutes: readonly number[]
  readonly billableMinutes: number
  readonly submittedAtMs: number | null
  /** The `sub` of the token that it was submitted with; `null`: not submitted, or not known. Never answered. */
  readonly submittedBy: string | null
  readonly decidedAtMs: number | null
  readonly decidedBy: string | null
  readonly reason: string | null
  /** When an entry of it was last made, changed or deleted; `null`: never. */
  readonly entriesChangedAtMs: number | null
  /** When it was last rejected, also after it was submitted anew; approving it or reopening it forgets this. */
  readonly rejectedAtMs: number | null
  readonly version: number
}

/** The week that nobody has logged anything in. */
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
    version: 0,
  }
}

export function totalMinutesOf(week: Pick<WeekRecord, 'dayMinutes'>): number {
  return week.dayMinutes.reduce((sum, minutes) => sum + minutes, 0)
}

/** The week that a record is answered as. */
export function weekFromRecord(
  record: WeekRecord,
  about: {
    readonly expectedMinutes: number | null
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
    submittedAt: instant(record.submittedAtMs),
    decidedAt: instant(record.decidedAtMs),
    decidedBy: record.decidedBy,
    reason: record.reason,
    flags: [...about.flags],
    actions: [...about.actions],
    version: record.version,
  }
}

/** The hours of a week: in all, billable, and by date where there are some. */
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

function instant(ms: number | null): string | null {
  return ms === null ? null : new Date(ms).toISOString()
}
