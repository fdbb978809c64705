import { datesOfWeek } from './calendar.ts'
import { hoursFromMinutes } from './hours.ts'
import type { PersonKind } from './person.ts'
import type { WeekAction, WeekStatus } from './week.ts'
import type { ExpectedDay, Week, WeekFlag } from './week-schema.ts'

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
