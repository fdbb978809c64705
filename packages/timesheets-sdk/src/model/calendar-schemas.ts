import * as z from 'zod/mini'
import { earliestDate, earliestWeek, isIsoWeek, latestDate, latestWeek, mondayOf } from './calendar.ts'

/**
 * A calendar date, `YYYY-MM-DD`: the day the person says, without instant or zone. Days that do not exist
 * are refused, and so are years outside 1900-2999, which are slips of the keyboard.
 */
export const calendarDate = z.iso.date({ abort: true }).check(
  // Only of what is a date: of anything else the format has been complained of already.
  z.refine((date) => date >= earliestDate && date <= latestDate, {
    error: `must lie between ${earliestDate} and ${latestDate}`,
    params: { code: 'out_of_range' },
  }),
  z.describe('A calendar date, YYYY-MM-DD, without time or zone'),
)

/** An ISO 8601 week, `YYYY-Www`, that an entry can be in; week 53 only in the years that have one. */
export const isoWeek = z.string().check(
  z.regex(/^\d{4}-W(0[1-9]|[1-4]\d|5[0-3])$/, { abort: true }),
  z.refine((week) => mondayOf(week) !== undefined, {
    error: 'must be a week that its year has',
    abort: true,
    params: { code: 'out_of_range' },
  }),
  z.refine(isIsoWeek, {
    error: `must lie between ${earliestWeek} and ${latestWeek}`,
    params: { code: 'out_of_range' },
  }),
  z.describe('An ISO 8601 week, YYYY-Www'),
)
