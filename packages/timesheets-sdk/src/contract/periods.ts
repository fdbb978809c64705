import * as z from 'zod/mini'
import { calendarMonth } from '../model/calendar-schemas.ts'
import {
  type LinePosition,
  obstacleSchema,
  type PeriodChange,
  type PeriodColumn,
  type PeriodLine,
  periodChangeSchema,
  periodLineSchema,
  periodSchema,
} from '../model/period.ts'
import { weekReason } from '../model/week-schema.ts'
import { csvRow } from './csv.ts'
import { decodeCursor, encodeCursor, pageSchema, pagingParameters } from './paging.ts'

/** All query parameters of `GET /periods`. */
export const listPeriodsQuerySchema = z.strictObject({ ...pagingParameters })

/** Months, newest first. */
export const periodPageSchema = pageSchema(periodSchema)
export type PeriodPage = z.infer<typeof periodPageSchema>

const periodPositionSchema = z.tuple([calendarMonth])

export function periodCursorOf(period: string): string {
  return encodeCursor([period])
}

/** The month that a cursor stands for; `undefined` if this API never returned it. */
export function periodPositionOf(cursor: string): string | undefined {
  return decodeCursor(cursor, periodPositionSchema)?.[0]
}

/** The filters of what stands in the way of a closing. */
export const obstacleFiltersSchema = z.strictObject({
  notices: z
    .optional(z.enum(['true', 'false']))
    .check(
      z.describe(
        'true: also approved weeks with hours on days of absence, on public holidays, or outside the active dates of the person. They do not stop the closing',
      ),
    ),
})
export type ObstacleFilters = z.output<typeof obstacleFiltersSchema>

/** All query parameters of `GET /periods/{period}/obstacles`. */
export const listObstaclesQuerySchema = z.extend(obstacleFiltersSchema, { ...pagingParameters })

/** Weeks that stand in the way of a closing, by person, then week. */
export const obstaclePageSchema = pageSchema(obstacleSchema)
export type ObstaclePage = z.infer<typeof obstaclePageSchema>

/** The body of a closing; a missing body means `{}`. */
export const closePeriodRequestSchema = z.strictObject({
  force: z._default(z.boolean(), false).check(z.describe('true: close it even if weeks stand in the way')),
  reason: z.optional(weekReason).check(z.describe('Why it is closed by force')),
})
export type ClosePeriodRequest = z.input<typeof closePeriodRequestSchema>
export type ParsedClosePeriodRequest = z.output<typeof closePeriodRequestSchema>

/** The body of a reopening. */
export const reopenPeriodRequestSchema = z.strictObject({ reason: weekReason })

const version = z.pipe(
  z.string().check(z.regex(/^[1-9]\d{0,5}$/, { error: 'must be the number of a closing, from 1' })),
  z.pipe(z.transform(Number), z.int().check(z.minimum(1), z.maximum(999_999))),
)

/** The filters of the lines of a closing. */
export const closingFiltersSchema = z.strictObject({
  version: z.optional(version).check(z.describe('The closing. Default: the newest')),
})
export type ClosingFilters = z.output<typeof closingFiltersSchema>

/** All query parameters of `GET /periods/{period}/lines`. */
export const listClosingQuerySchema = z.extend(closingFiltersSchema, { ...pagingParameters })

/** The closing that would be made now, as a version. */
export const nextClosing = 'next'

/** The filters of the changes of a closing. */
export const changeFiltersSchema = z.strictObject({
  version: z
    .optional(z.union([version, z.literal(nextClosing)]))
    .check(
      z.describe(
        'The closing. next: the one that would be made now, which changes nothing in a closed month. Default: the newest',
      ),
    ),
})
export type ChangeFilters = z.output<typeof changeFiltersSchema>

/** All query parameters of `GET /periods/{period}/changes`. */
export const listChangesQuerySchema = z.extend(changeFiltersSchema, { ...pagingParameters })

/** The lines of a closing, by person, date, project, then billable. */
export const periodLinePageSchema = pageSchema(periodLineSchema)
export type PeriodLinePage = z.infer<typeof periodLinePageSchema>

/** The lines that differ from the closing before, in the same order. */
export const periodChangePageSchema = pageSchema(periodChangeSchema)
export type PeriodChangePage = z.infer<typeof periodChangePageSchema>

const linePositionSchema = z.tuple([z.string(), z.string(), z.string(), z.enum(['0', '1'])])

export function lineCursorOf({ userId, date, project, billable }: LinePosition): string {
  return encodeCursor([userId, date, project, billable ? '1' : '0'])
}

/** The line that a cursor stands for; `undefined` if this API never returned it. */
export function linePositionOf(cursor: string): LinePosition | undefined {
  const place = decodeCursor(cursor, linePositionSchema)
  if (!place) return undefined
  const [userId, date, project, billable] = place
  return { userId, date, project, billable: billable === '1' }
}

/** The header of payroll's file in CSV (RFC 4180), with its line end. */
export function periodCsvHeader(columns: readonly PeriodColumn[]): string {
  return csvRow(columns)
}

/** A line of payroll's file, with its line end, safe against formula injection. */
export function periodCsvLine(line: PeriodLine, columns: readonly PeriodColumn[]): string {
  return csvRow(columns.map((column) => line[column]))
}

const changeColumns = Object.keys(periodChangeSchema.shape) as (keyof PeriodChange)[]

/** The header of changes in CSV, with its line end. */
export const changeCsvHeader = csvRow(changeColumns)

/** A change as a line of CSV, with its line end. */
export function changeCsvLine(change: PeriodChange): string {
  return csvRow(changeColumns.map((column) => change[column] ?? undefined))
}
