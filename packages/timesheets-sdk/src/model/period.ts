import * as z from 'zod/mini'
import { addMonths, daysOfMonth } from './calendar.ts'
import { calendarDate, calendarMonth, timestamp } from './calendar-schemas.ts'
import { project, userId } from './entry.ts'
import { decimalText, noRate } from './money.ts'
import { personKinds } from './person.ts'
import { weekFlagSchema } from './week-schema.ts'

/** The lines of a closing in one currency; an empty one has the lines without a rate. */
export const closedAmountSchema = z.object({
  currency: z.string().check(z.describe('Empty: the lines without a rate')),
  minutes: z.int(),
  amount: z.optional(z.string()).check(z.describe('The exact sum of the amounts, as a decimal number')),
  noAmount: z.optional(z.string()).check(z.describe('The reason for no amount')),
})
export type ClosedAmount = Readonly<z.infer<typeof closedAmountSchema>>

/** The figures of a closing: of the lines in payroll's file. */
const figures = {
  digest: z.string().check(z.describe('SHA-256 of the file of its lines in CSV, in hex')),
  lines: z.int(),
  people: z.int(),
  entries: z.int(),
  minutes: z.int(),
  billableMinutes: z.int(),
  lateMinutes: z
    .int()
    .check(z.describe('The minutes of earlier months that were approved after these were closed')),
  amounts: z
    .array(closedAmountSchema)
    .check(z.describe('The sums by currency; none: the file has no amounts, because no line has a rate')),
}
const figuresSchema = z.object(figures)
export type ClosingFigures = Readonly<z.infer<typeof figuresSchema>>

/** One closing of a month. Its lines never change. */
export const closingSchema = z.object({
  version: z.int().check(z.describe('The number of the closing of this month, from 1')),
  closedAt: timestamp,
  closedBy: z.string().check(z.describe('The `sub` of the token that closed it')),
  reason: z.nullable(z.string()).check(z.describe('Why it was closed although something stood in the way')),
  ...figures,
  columns: z.array(z.string()).check(z.describe('The columns of its file in CSV, in order')),
  reopenedAt: z.nullable(timestamp),
  reopenedBy: z.nullable(z.string()),
  reopenReason: z.nullable(z.string()),
})
export type Closing = Readonly<z.infer<typeof closingSchema>>

/** A month as payroll sees it. */
export const periodSchema = z.object({
  period: calendarMonth,
  from: calendarDate,
  to: calendarDate,
  status: z.enum(['open', 'closed']),
  closings: z.array(closingSchema).check(z.describe('Every closing, newest first')),
})
export type Period = z.infer<typeof periodSchema>

/** A stored closing. Times are milliseconds since the epoch. */
export interface ClosingRecord extends ClosingFigures {
  readonly period: string
  readonly version: number
  readonly closedAtMs: number
  readonly closedBy: string
  readonly reason: string | null
  /** The columns of its file, in order: a later version of the API may have others. */
  readonly columns: readonly PeriodColumn[]
  /** The last locked day before. */
  readonly lockedThroughBefore: string | null
  readonly reopenedAtMs: number | null
  readonly reopenedBy: string | null
  readonly reopenReason: string | null
}

/** The hours of a person on a day and project, as they were when the month was closed. */
export const periodLineSchema = z.object({
  userId,
  name: z.string().check(z.describe('The name in the roster on that day; empty: not in the roster')),
  kind: z.enum([...personKinds, 'unknown']),
  date: calendarDate,
  project,
  client: z.string().check(z.describe('The customer of the project in the catalogue; empty: none')),
  billable: z.boolean(),
  hours: z.number(),
  minutes: z.int().check(z.describe('The exact sum: hours are rounded to four decimals')),
  entries: z.int(),
  late: z
    .boolean()
    .check(z.describe('Whether the day is in an earlier month, and was approved after that was closed')),
  rate: z
    .optional(z.string())
    .check(z.describe('The price of an hour of this person on this day, as a decimal number')),
  amount: z
    .optional(z.string())
    .check(z.describe('The sum of the amounts of the entries, each half up to the smallest unit')),
  currency: z
    .optional(z.string())
    .check(z.describe('Empty: no rate. Omitted, like the other three: no line of the closing has a rate')),
  noAmount: z.optional(z.string()).check(z.describe('The reason for no amount')),
})
export type PeriodLine = z.infer<typeof periodLineSchema>

/** The members that identify a line of a closing. */
export type LinePosition = Pick<PeriodLine, 'userId' | 'date' | 'project' | 'billable'>

/** Whether a day is in a month before the one that is closed. */
export function isLate(date: string, period: string): boolean {
  return date < daysOfMonth(period).from
}

/** The columns of payroll's file. */
export const periodColumns = [
  'userId',
  'name',
  'kind',
  'date',
  'project',
  'client',
  'billable',
  'hours',
  'minutes',
  'entries',
  'late',
] as const satisfies readonly (keyof PeriodLine)[]

/** The columns of a closing of which at least one line has a rate. */
export const periodColumnsWithAmounts = [
  ...periodColumns,
  'rate',
  'amount',
  'currency',
  'noAmount',
] as const satisfies readonly (keyof PeriodLine)[]
export type PeriodColumn = (typeof periodColumnsWithAmounts)[number]

/** Whether the lines of a closing have amounts: closings of before that never get any. */
export function hasAmounts({ columns }: { readonly columns: readonly string[] }): boolean {
  return columns.includes('amount')
}

/** The members of a line that price it. `price`: none without a rate, in minor units of its currency. */
export function pricedMembers(
  price: { readonly currency: string; readonly rate: number; readonly amount: number } | undefined,
): Pick<PeriodLine, 'rate' | 'amount' | 'currency' | 'noAmount'> {
  if (!price) return { currency: '', noAmount: noRate }
  const { currency } = price
  return {
    rate: decimalText(price.rate, currency),
    amount: decimalText(price.amount, currency),
    currency,
  }
}

/** A line that differs between a closing and the one before of the same month. */
export const periodChangeSchema = z.object({
  change: z.enum(['added', 'removed', 'changed']),
  userId,
  name: z.string(),
  date: calendarDate,
  project,
  billable: z.boolean(),
  minutesBefore: z.int(),
  minutesAfter: z.int(),
  kindBefore: z.nullable(z.string()),
  kindAfter: z.nullable(z.string()),
  clientBefore: z.nullable(z.string()),
  clientAfter: z.nullable(z.string()),
  amountBefore: z.nullable(z.string()).check(z.describe('null: no rate, or one of the two has no amounts')),
  amountAfter: z.nullable(z.string()),
  currencyBefore: z.nullable(z.string()),
  currencyAfter: z.nullable(z.string()),
})
export type PeriodChange = z.infer<typeof periodChangeSchema>

/** Why a person's week is listed before a closing. A `flagged` one does not stand in its way. */
export const obstacleReasons = [
  'not_started',
  'below_expected',
  'not_submitted',
  'rejected',
  'submitted',
  'corrected_after_approval',
  'flagged',
] as const
export type ObstacleReason = (typeof obstacleReasons)[number]

/** A person's week that stands in the way of a closing, or that payroll should look at before. */
export const obstacleSchema = z.object({
  userId,
  name: z.optional(z.string()).check(z.describe('Omitted: not in the roster')),
  email: z.optional(z.string()),
  managerId: z.optional(userId),
  week: z.string(),
  reason: z.enum(obstacleReasons),
  stops: z
    .boolean()
    .check(
      z.describe(
        'Whether the month can only be closed by force because of it; false: flagged, and approved all the same',
      ),
    ),
  message: z.string().check(z.describe('The reason and the next step, as text')),
  flags: z.optional(z.array(weekFlagSchema)).check(z.describe('Of a flagged week: its flags in this month')),
})
export type Obstacle = z.infer<typeof obstacleSchema>

/** A month with its closings, in any order. */
export function periodFrom(period: string, closings: readonly ClosingRecord[]): Period {
  const own = closings.filter((closing) => closing.period === period).sort((a, b) => b.version - a.version)
  const isClosed = own[0] !== undefined && isInForce(own[0])
  return {
    period,
    ...daysOfMonth(period),
    status: isClosed ? 'closed' : 'open',
    closings: own.map(closingFrom),
  }
}

/** The months from the first closed one on, or else the last month, through the present. Newest first. */
export function periodsUntil(today: string, closings: readonly ClosingRecord[]): Period[] {
  const last = today.slice(0, 7)
  const months = closings.map(({ period }) => period).sort()
  const first = [months[0] ?? addMonths(last, -1), last].sort()[0] as string
  const end = [months.at(-1) ?? last, last].sort()[1] as string
  const periods: Period[] = []
  for (let month = end; month >= first; month = addMonths(month, -1))
    periods.push(periodFrom(month, closings))
  return periods
}

/** Whether a closing was not reopened. */
export function isInForce({ reopenedAtMs }: Pick<ClosingRecord, 'reopenedAtMs'>): boolean {
  return reopenedAtMs === null
}

function closingFrom(record: ClosingRecord): Closing {
  const { version, closedBy, reason, columns, reopenedBy, reopenReason } = record
  return {
    version,
    closedAt: new Date(record.closedAtMs).toISOString(),
    closedBy,
    reason,
    ...figuresOf(record),
    columns: [...columns],
    reopenedAt: record.reopenedAtMs === null ? null : new Date(record.reopenedAtMs).toISOString(),
    reopenedBy,
    reopenReason,
  }
}

/** The figures alone. */
export function figuresOf(record: ClosingFigures): ClosingFigures {
  const { digest, lines, people, entries, minutes, billableMinutes, lateMinutes, amounts } = record
  return { digest, lines, people, entries, minutes, billableMinutes, lateMinutes, amounts }
}
