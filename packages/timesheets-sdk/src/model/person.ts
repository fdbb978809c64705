import * as z from 'zod/mini'
import { calendarDate } from './calendar-schemas.ts'
import { userId } from './entry.ts'
import { hoursFromMinutes } from './hours.ts'
import { lineOfText } from './text.ts'
import { isTimeZone } from './time-zone.ts'
import { timestamp } from './timestamp.ts'

export const personKinds = ['employee', 'contractor'] as const
export const personKind = z.enum(personKinds)
export type PersonKind = z.infer<typeof personKind>

export const email = lineOfText(254).check(
  z.refine((text) => /^[^\s@]+@[^\s@]+$/.test(text), {
    error: 'must be an e-mail address',
    params: { code: 'invalid_format' },
  }),
  z.describe('Where reminders go'),
)

/** An IANA time zone, as `Pacific/Auckland`. */
export const timeZone = lineOfText(64).check(
  z.refine(isTimeZone, {
    error: 'must be a time zone of the IANA database, as Europe/Berlin',
    params: { code: 'invalid_value' },
  }),
  z.describe('Where the person is: it says when their week is over. IANA name'),
)

const personFields = {
  name: lineOfText(200),
  email: z.optional(email),
  kind: personKind,
  managerId: z.optional(userId).check(z.describe('Who decides on their weeks; none: every approver')),
  expectedHoursPerWeek: z
    .number()
    .check(z.minimum(0), z.maximum(168), z.describe('0: as it comes, nobody waits for a number of hours')),
  activeFrom: calendarDate,
  activeTo: z.optional(calendarDate).check(z.describe('The last day, included; none: to this day')),
}

/** A person of the roster, as `PUT /people/{userId}` takes it. */
export const newPersonSchema = z
  .strictObject({ ...personFields, timeZone: z._default(timeZone, 'Etc/UTC') })
  .check(
    z.refine((person) => person.activeTo === undefined || person.activeFrom <= person.activeTo, {
      error: 'lies before activeFrom',
      path: ['activeTo'],
      params: { code: 'out_of_range' },
    }),
  )
export type NewPerson = z.input<typeof newPersonSchema>
export type ParsedPerson = z.output<typeof newPersonSchema>

/** A person of the roster as the API answers it. */
export const personSchema = z.object({ userId, ...personFields, timeZone, updatedAt: timestamp })
export type Person = z.infer<typeof personSchema>

/** The person that the roster has after content was put; hours are those of whole minutes. `nowMs`: milliseconds since the epoch. */
export function personFrom(userId: string, content: ParsedPerson, nowMs: number): Person {
  const expectedMinutes = Math.round(content.expectedHoursPerWeek * 60)
  return {
    userId,
    ...content,
    expectedHoursPerWeek: hoursFromMinutes(expectedMinutes),
    updatedAt: new Date(nowMs).toISOString(),
  }
}

/** Somebody who signed in and is not in the roster: for its keeper to add, or to see to. */
export const newcomerSchema = z.object({
  userId,
  email: z.nullable(z.string()),
  firstSeenAt: timestamp,
  client: z.string().check(z.describe('The client they came by')),
})
export type Newcomer = z.infer<typeof newcomerSchema>
