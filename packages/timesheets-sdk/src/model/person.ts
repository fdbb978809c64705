import * as z from 'zod/mini'
import { calendarDate, timestamp } from './calendar-schemas.ts'
import { userId } from './entry.ts'
import { holidayCalendarName } from './holidays.ts'
import { lineOfText } from './text.ts'
import { isTimeZone } from './time-zone.ts'

export const personKinds = ['employee', 'contractor'] as const
export const personKind = z.enum(personKinds)
export type PersonKind = z.infer<typeof personKind>

export const email = lineOfText(254).check(
  z.refine((text) => /^[^\s@]+@[^\s@]+$/.test(text), {
    error: 'must be an e-mail address',
    params: { code: 'invalid_format' },
  }),
  z.describe('The address for reminders'),
)

/** An IANA time zone, such as `Pacific/Auckland`. */
export const timeZone = lineOfText(64).check(
  z.refine(isTimeZone, {
    error: 'must be an IANA time zone, such as Europe/Berlin',
    params: { code: 'invalid_value' },
  }),
  z.describe("The person's IANA time zone, which decides when their week is over"),
)

/** The name of a group of people with the same rates. */
export const rateGroup = lineOfText(64).check(
  z.describe('The group whose rates of a project count for their hours, if it has such rates'),
)

const aWeek = { error: 'must have seven numbers, Monday first' }
const hoursOfDay = z.number().check(z.minimum(0), z.maximum(24))

const termFields = {
  name: lineOfText(200),
  kind: personKind,
  managerId: z
    .optional(userId)
    .check(z.describe('The manager who decides on their weeks. Without one, every approver can')),
  expectedHoursPerWeek: z
    .number()
    .check(z.minimum(0), z.maximum(168), z.describe('0: no hours are expected')),
  rateGroup: z.optional(rateGroup),
  holidayCalendar: z.optional(holidayCalendarName),
  hoursByWeekday: z
    .optional(z.array(hoursOfDay).check(z.minLength(7, aWeek), z.maxLength(7, aWeek)))
    .check(
      z.describe(
        'The expected hours of each weekday, Monday first; their sum is expectedHoursPerWeek. Default: a fifth of these hours on each day from Monday to Friday',
      ),
    ),
}

const personFields = {
  email: z.optional(email),
  activeFrom: calendarDate,
  activeTo: z
    .optional(calendarDate)
    .check(z.describe('The last day, inclusive. Without one, the person is still active')),
}

/** The body of `PUT /people/{userId}`. */
export const newPersonSchema = z
  .strictObject({
    ...termFields,
    ...personFields,
    timeZone: z._default(timeZone, 'Etc/UTC'),
    from: z
      .optional(calendarDate)
      .check(
        z.describe(
          'The day from which the terms (name, kind, manager, hours, rate group, holidays, time zone) count. Default: today (UTC); for a new person, activeFrom',
        ),
      ),
  })
  .check(
    z.refine((person) => person.activeTo === undefined || person.activeFrom <= person.activeTo, {
      error: 'is before activeFrom',
      path: ['activeTo'],
      params: { code: 'out_of_range' },
    }),
    z.refine(
      ({ hoursByWeekday, expectedHoursPerWeek }) =>
        hoursByWeekday === undefined ||
        hoursByWeekday.reduce((sum, hours) => sum + minutesOf(hours), 0) === minutesOf(expectedHoursPerWeek),
      { error: 'is not the sum of hoursByWeekday', path: ['expectedHoursPerWeek'] },
    ),
  )
export type NewPerson = z.input<typeof newPersonSchema>
export type ParsedPerson = z.output<typeof newPersonSchema>

/** The part of a person's record that counts from a day on, until the next terms. */
export const termsSchema = z.object({ from: calendarDate, ...termFields, timeZone })
export type Terms = Readonly<z.infer<typeof termsSchema>>

/** A person of the roster as the API returns it, with the terms of the present day. */
export const personSchema = z.object({
  userId,
  ...termFields,
  ...personFields,
  timeZone,
  updatedAt: timestamp,
  terms: z
    .optional(z.array(termsSchema))
    .check(z.describe('The terms of the person by the day from which they count, the earliest first')),
})
export type Person = z.infer<typeof personSchema>

/** Hours as whole minutes. */
function minutesOf(hours: number): number {
  return Math.round(hours * 60)
}

/** A person who signed in without being in the roster. */
export const newcomerSchema = z.object({
  userId,
  email: z.nullable(z.string()),
  firstSeenAt: timestamp,
  client: z.string().check(z.describe('The client they signed in with')),
})
export type Newcomer = z.infer<typeof newcomerSchema>
