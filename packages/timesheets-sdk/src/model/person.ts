import * as z from 'zod/mini'
import { calendarDate, timestamp } from './calendar-schemas.ts'
import { userId } from './entry.ts'
import { hoursFromMinutes } from './hours.ts'
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

const personFields = {
  name: lineOfText(200),
  email: z.optional(email),
  kind: personKind,
  managerId: z
    .optional(userId)
    .check(z.describe('The manager who decides on their weeks. Without one, every approver can')),
  expectedHoursPerWeek: z
    .number()
    .check(z.minimum(0), z.maximum(168), z.describe('0: no hours are expected')),
  activeFrom: calendarDate,
  activeTo: z
    .optional(calendarDate)
    .check(z.describe('The last day, inclusive. Without one, the person is still active')),
}

/** The body of `PUT /people/{userId}`. */
export const newPersonSchema = z
  .strictObject({ ...personFields, timeZone: z._default(timeZone, 'Etc/UTC') })
  .check(
    z.refine((person) => person.activeTo === undefined || person.activeFrom <= person.activeTo, {
      error: 'is before activeFrom',
      path: ['activeTo'],
      params: { code: 'out_of_range' },
    }),
  )
export type NewPerson = z.input<typeof newPersonSchema>
export type ParsedPerson = z.output<typeof newPersonSchema>

/** A person of the roster as the API returns it. */
export const personSchema = z.object({ userId, ...personFields, timeZone, updatedAt: timestamp })
export type Person = z.infer<typeof personSchema>

/**
 * The person that a request body adds or replaces, with hours rounded to minutes. `nowMs`: milliseconds since
 * the epoch.
 */
export function personFrom(userId: string, content: ParsedPerson, nowMs: number): Person {
  const expectedMinutes = Math.round(content.expectedHoursPerWeek * 60)
  return {
    userId,
    ...content,
    expectedHoursPerWeek: hoursFromMinutes(expectedMinutes),
    updatedAt: new Date(nowMs).toISOString(),
  }
}

/** A person who signed in without being in the roster. */
export const newcomerSchema = z.object({
  userId,
  email: z.nullable(z.string()),
  firstSeenAt: timestamp,
  client: z.string().check(z.describe('The client they signed in with')),
})
export type Newcomer = z.infer<typeof newcomerSchema>
