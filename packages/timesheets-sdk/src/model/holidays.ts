import * as z from 'zod/mini'
import { calendarDate } from './calendar-schemas.ts'
import { lineOfText } from './text.ts'

/** The name of a calendar of holidays, such as `DE-BE`. */
export const holidayCalendarName = lineOfText(64).check(
  z.describe("The calendar of public holidays at the person's place, one of the policy's holidayCalendars"),
)

export const holidaySchema = z.strictObject({
  date: calendarDate,
  name: lineOfText(200),
  half: z.optional(z.boolean()).check(z.describe('Whether half of the usual hours are expected')),
})
export type Holiday = Readonly<z.infer<typeof holidaySchema>>

/** The public holidays of a place. */
export const holidayCalendarSchema = z.strictObject({
  name: holidayCalendarName,
  days: z.array(holidaySchema).check(
    z.maxLength(1_000),
    z.refine((days) => new Set(days.map(({ date }) => date)).size === days.length, {
      error: 'has the same date twice',
    }),
  ),
})
export type HolidayCalendar = Readonly<z.infer<typeof holidayCalendarSchema>>
