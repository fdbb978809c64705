import * as z from 'zod/mini'
import { calendarDate, isoWeek } from '../model/calendar-schemas.ts'
import { project, userId, userIdOrMe } from '../model/entry.ts'
import { type HoursGroup, hoursGroups } from '../model/hours.ts'
import { personKinds } from '../model/person.ts'
import { type WeekStatus, weekStatus, weekStatuses } from '../model/week.ts'
import { csvRow } from './csv.ts'
import { decodeCursor, encodeCursor } from './cursor.ts'
import { pageLimit } from './listing.ts'

/** Distinct words of a list with commas, as query parameters have it. */
function commaList<const T extends string>(words: readonly T[], example: string) {
  return z.pipe(
    z.string(),
    z.pipe(
      z.transform((text: string) => text.split(',')),
      z.array(z.enum(words)).check(
        z.refine((list) => new Set(list).size === list.length, {
          error: `has a word twice: write ${example}`,
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
    .check(z.describe('What hours are summed by, which is also the order. Default: person')),
  status: z
    ._default(commaList([...weekStatuses, 'any'], 'approved,submitted'), ['approved'])
    .check(z.describe('States of the weeks that count; any: all of them. Default: approved')),
  userId: z.optional(userIdOrMe).check(z.describe('Whose hours; me: the caller’s')),
  project: z.optional(project),
})
export type HoursFilters = z.output<typeof hoursFiltersSchema>

/** The states of weeks that count. */
export function statusesOf({ status }: Pick<HoursFilters, 'status'>): readonly WeekStatus[] {
  return status.flatMap((word) => (word === 'any' ? weekStatuses : [word]))
}

/** All query parameters of `GET /reports/hours`. */
export const listHoursQuerySchema = z.extend(hoursFiltersSchema, {
  limit: z.optional(pageLimit),
  cursor: z.optional(z.string()),
})

/** The sum of a group. What it is not grouped by is not there. */
export const hoursRowSchema = z.object({
  userId: z.optional(userId),
  name: z.optional(z.string()).check(z.describe('By the roster; with person, where they are in it')),
  project: z.optional(project),
  week: z.optional(isoWeek),
  kind: z
    .optional(z.enum([...personKinds, 'unknown']))
    .check(z.describe('By the roster; unknown: the person is not in it')),
  status: z.optional(weekStatus),
  hours: z.number(),
  billableHours: z.number(),
  entries: z.int(),
})
export type HoursRow = z.infer<typeof hoursRowSchema>

/** Sums, ordered by what they are grouped by. */
export const hoursPageSchema = z.object({ data: z.array(hoursRowSchema), nextCursor: z.nullable(z.string()) })
export type HoursPage = z.infer<typeof hoursPageSchema>

/** The member of a row that says which group it is of. */
export const memberOfGroup = {
  person: 'userId',
  project: 'project',
  week: 'week',
  kind: 'kind',
  status: 'status',
} as const satisfies Record<HoursGroup, keyof HoursRow>

/** Which group a row is of: a text for each word of `groupBy`. */
export function hoursKeyOf(row: HoursRow, groupBy: readonly HoursGroup[]): string[] {
  return groupBy.map((group) => row[memberOfGroup[group]] ?? '')
}

export function hoursCursorOf(row: HoursRow, groupBy: readonly HoursGroup[]): string {
  return encodeCursor([groupBy.join(), ...hoursKeyOf(row, groupBy)])
}

const positionSchema = z.array(z.string())

/** The group that a cursor stands for, or `undefined` when this API never gave it out for such a report. */
export function hoursPositionOf(cursor: string, groupBy: readonly HoursGroup[]): string[] | undefined {
  const [groups, ...key] = decodeCursor(cursor, positionSchema) ?? []
  return groups === groupBy.join() && key.length === groupBy.length ? key : undefined
}

function columnsOf(groupBy: readonly HoursGroup[]): (keyof HoursRow)[] {
  const keys = groupBy.flatMap((group): (keyof HoursRow)[] =>
    group === 'person' ? ['userId', 'name'] : [memberOfGroup[group]],
  )
  return [...keys, 'hours', 'billableHours', 'entries']
}

/** The header line of a report in CSV (RFC 4180), with its line end. */
export function hoursCsvHeader(groupBy: readonly HoursGroup[]): string {
  return csvRow(columnsOf(groupBy))
}

/** A row as a line of CSV, with its line end, safe against formula injection. */
export function hoursCsvLine(row: HoursRow, groupBy: readonly HoursGroup[]): string {
  return csvRow(columnsOf(groupBy).map((column) => row[column]))
}
