import * as z from 'zod/mini'
import { calendarDate, isoWeek } from './calendar-schemas.ts'

const minutes = (what: string) => z.optional(z.int().check(z.describe(what)))
const date = (what: string) => z.optional(calendarDate.check(z.describe(what)))

/**
 * The figures in a message, as data: for programs that act on them or show them in another language. Each
 * code always has the same members, the ones named in its message; `docs/facts.md` lists them.
 */
export const factMembers = {
  minutes: minutes('The total minutes'),
  limitMinutes: minutes('The most minutes allowed, or allowed without a flag'),
  usualMinutes: minutes("The person's usual minutes in a week"),
  expectedMinutes: minutes("The person's expected minutes in the week, by the roster"),
  incrementMinutes: minutes('Hours must be a multiple of this'),
  hours: z.optional(z.number().check(z.describe('The hours that were sent'))),
  date: date('The day that the message is about'),
  lastDate: date('The last day that can be logged'),
  lockedThrough: date('The last day of the closed period'),
  activeFrom: date('The first day of the project'),
  activeTo: date('The last day of the project'),
  week: z.optional(isoWeek),
  status: z.optional(z.string().check(z.describe('The current status of the week'))),
  action: z.optional(z.string().check(z.describe('The action that was requested'))),
  project: z.optional(z.string()),
  scope: z.optional(z.string().check(z.describe('The missing scope'))),
  minimum: z.optional(z.number().check(z.describe('The smallest allowed value'))),
  maximum: z.optional(z.number().check(z.describe('The largest allowed value; for text, in characters'))),
  allowed: z.optional(z.array(z.string()).check(z.describe('The allowed values'))),
}

const factsSchema = z.object(factMembers)
export type Facts = Readonly<z.infer<typeof factsSchema>>
