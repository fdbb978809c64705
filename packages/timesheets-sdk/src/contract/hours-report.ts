import * as z from 'zod/mini'
import { calendarDate, isoWeek } from '../model/calendar-schemas.ts'
import { project, projectCode, userId, userIdOrMe } from '../model/entry.ts'
import { type HoursGroup, hoursGroups } from '../model/hours.ts'
import { personKinds } from '../model/person.ts'
import { type WeekStatus, weekStatus, weekStatuses } from '../model/week.ts'
import { csvRow } from './csv.ts'
import { decodeCursor, encodeCursor, pageSchema, pagingParameters } from './paging.ts'

/** A comma-separated list of distinct words in a query. */
function commaList<const T extends string>(words: readonly T[], example: string) {
  return z.pipe(
    z.string(),
    z.pipe(
      z.transform((text: string) => text.split(',')),
      z.array(z.enum(words)).check(
        z.refine((list) => new Set(list).size === list.length, {
          error: `contains a word twice: write it as in ${example}`,
        }),
      ),
    ),
  )
}

/** The filters of `GET /reports/hours`, as query parameters. `from` and `to` are inclusive. */
export const hoursFiltersSchema = z.strictObject({
  from: z.optional(calendarDate).check(z.describe('Default: the first day of the month of `to`')),
  to: z.optional(calendarDate).check(z.describe('Default: today, in UTC')),
  groupBy: z
    ._default(commaList(hoursGroups, 'person,project'), ['person'])
    .check(
      z.describe(
        'The members to sum by, also the order; currency adds amounts, for those who may see them. Default: person',
      ),
    ),
  status: z
    ._default(commaList([...weekStatuses, 'any'], 'approved,submitted'), ['approved'])
    .check(z.describe('The week statuses to include; any: all. Default: approved')),
  userId: z.optional(userIdOrMe).check(z.describe('The person; me: the caller')),
  project: z.optional(projectCode),
  everyone: z
    .optional(z.enum(['true', 'false']))
    .check(
      z.describe(
        'true: with manage:timesheets, the hours of all people, if groupBy has no members but project and client. Without it, and by default: those that the caller may read',
      ),
    ),
})
export type HoursFilters = z.output<typeof hoursFiltersSchema>

/** The week statuses to include. */
export function statusesOf({ status }: Pick<HoursFilters, 'status'>): readonly WeekStatus[] {
  return status.flatMap((word) => (word === 'any' ? weekStatuses : [word]))
}

/** All query parameters of `GET /reports/hours`. */
export const listHoursQuerySchema = z.extend(hoursFiltersSchema, {
  ...pagingParameters,
})

/** The sum of a group, with the members of `groupBy`. */
export const hoursRowSchema = z.object({
  userId: z.optional(userId),
  name: z.optional(z.string()).check(z.describe('The name in the roster, if grouped by person')),
  project: z.optional(project),
  client: z
    .optional(z.string())
    .check(z.describe('The customer of the project in the catalogue; empty: none')),
  week: z.optional(isoWeek),
  month: z.optional(z.string()).check(z.describe('YYYY-MM')),
  billable: z.optional(z.boolean()),
  kind: z
    .optional(z.enum([...personKinds, 'unknown']))
    .check(z.describe('The kind in the roster on the day of the work; unknown: not in the roster')),
  status: z.optional(weekStatus),
  currency: z
    .optional(z.string())
    .check(z.describe('The currency of the rates on the day of the work; empty: no rate')),
  hours: z.number(),
  billableHours: z.number(),
  entries: z.int(),
  minutes: z
    .int()
    .check(z.describe('The exact sum: hours are rounded to four decimals in each row, and need not add up')),
  billableMinutes: z.int(),
  amount: z
    .optional(z.string())
    .check(
      z.describe(
        'If grouped by currency: the exact sum of the amounts of the entries, as a decimal number. The amount of an entry is its time at the rate of its day, half up to the smallest unit of the currency',
      ),
    ),
  noAmount: z.optional(z.string()).check(z.describe('If grouped by currency: the reason for no amount')),
})
export type HoursRow = z.infer<typeof hoursRowSchema>

/** Sums, ordered by the members of `groupBy`. */
export const hoursPageSchema = pageSchema(hoursRowSchema)
export type HoursPage = z.infer<typeof hoursPageSchema>

/** The member of a row that identifies its group. */
export const memberOfGroup = {
  person: 'userId',
  project: 'project',
  client: 'client',
  week: 'week',
  month: 'month',
  kind: 'kind',
  billable: 'billable',
  status: 'status',
  currency: 'currency',
} as const satisfies Record<HoursGroup, keyof HoursRow>

/** The group of a row: a text for each word of `groupBy`. */
export function hoursKeyOf(row: HoursRow, groupBy: readonly HoursGroup[]): string[] {
  return groupBy.map((group) => String(row[memberOfGroup[group]] ?? ''))
}

export function hoursCursorOf(row: HoursRow, groupBy: readonly HoursGroup[]): string {
  return encodeCursor([groupBy.join(), ...hoursKeyOf(row, groupBy)])
}

const positionSchema = z.array(z.string())

/** The group that a cursor stands for; `undefined` if this API never returned it for such a report. */
export function hoursPositionOf(cursor: string, groupBy: readonly HoursGroup[]): string[] | undefined {
  const [groups, ...key] = decodeCursor(cursor, positionSchema) ?? []
  return groups === groupBy.join() && key.length === groupBy.length ? key : undefined
}

/** The columns of a report. */
export function hoursColumns(groupBy: readonly HoursGroup[]): (keyof HoursRow)[] {
  const keys = groupBy.flatMap((group): (keyof HoursRow)[] =>
    group === 'person' ? ['userId', 'name'] : [memberOfGroup[group]],
  )
  const amounts = groupBy.includes('currency') ? (['amount', 'noAmount'] as const) : []
  return [...keys, 'hours', 'billableHours', 'entries', 'minutes', 'billableMinutes', ...amounts]
}

/** The header line of a report in CSV (RFC 4180), with its line end. */
export function hoursCsvHeader(groupBy: readonly HoursGroup[]): string {
  return csvRow(hoursColumns(groupBy))
}

/** A row as a line of CSV, with its line end, safe against formula injection. */
export function hoursCsvLine(row: HoursRow, groupBy: readonly HoursGroup[]): string {
  return csvRow(hoursColumns(groupBy).map((column) => row[column]))
}
