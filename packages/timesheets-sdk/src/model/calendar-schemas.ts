import * as z from 'zod/mini'
import { earliestDate, isCalendarDate, isIsoWeek, latestDate, weekFault } from './calendar.ts'

/**
 * A calendar date, `YYYY-MM-DD`, as the person wrote it, without time or zone. Days that do not exist are
 * rejected. So are years outside 1900-2999, which are typing errors.
 */
export const calendarDate = z.iso.date({ abort: true }).check(
  // Only for a date: the format check has already reported anything else.
  z.refine((date) => date >= earliestDate && date <= latestDate, {
    error: `must be between ${earliestDate} and ${latestDate}`,
    params: { code: 'out_of_range' },
  }),
  z.describe('A calendar date, YYYY-MM-DD, without time or zone'),
)

function mustBeAWeek({ input }: { readonly input?: unknown }): string {
  return weekFault(String(input)) ?? 'must be a week, written as 2026-W48'
}

/** An ISO 8601 week, `YYYY-Www`, that can have entries; week 53 only in the years that have one. */
export const isoWeek = z
  .string()
  .check(
    z.regex(/^\d{4}-W(0[1-9]|[1-4]\d|5[0-3])$/, { error: mustBeAWeek, abort: true }),
    z.refine(isIsoWeek, { error: mustBeAWeek, params: { code: 'out_of_range' } }),
    z.describe('An ISO 8601 week, YYYY-Www'),
  )

/** A calendar month, `YYYY-MM`, that can have entries. */
export const calendarMonth = z.string().check(
  z.regex(/^\d{4}-(0[1-9]|1[0-2])$/, { error: 'must be a month, written as 2026-11', abort: true }),
  z.refine((month) => isCalendarDate(`${month}-01`), {
    error: `must be between ${earliestDate.slice(0, 7)} and ${latestDate.slice(0, 7)}`,
    params: { code: 'out_of_range' },
  }),
  z.describe('A calendar month, YYYY-MM'),
)

/** An instant in UTC. */
export const timestamp = z.iso.datetime().check(z.describe('An instant in UTC, RFC 3339, with milliseconds'))
