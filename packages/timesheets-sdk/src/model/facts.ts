import * as z from 'zod/mini'
import { calendarDate, isoWeek } from './calendar-schemas.ts'

const minutes = (what: string) => z.optional(z.int().check(z.describe(what)))
const date = (what: string) => z.optional(calendarDate.check(z.describe(what)))

/**
 * What a message is about, as data: for programs that act on it or say it in another language. A code always has the same
 * members, those that its message names; `docs/facts.md` lists them.
 */
export const factMembers = {
  minutes: minutes('What the hours come to'),
  limitMinutes: minutes('The most that is allowed, or that passes without a mark'),
  usualMinutes: minutes('What the person usually has in a week'),
  expectedMinutes: minutes('What the roster expects of the person in the week'),
  incrementMinutes: minutes('What hours have to be a multiple of'),
  hours: z.optional(z.number().check(z.describe('Hours as they were sent'))),
  date: date('The day that the message is about'),
  lastDate: date('The last day that can be logged'),
  lockedThrough: date('The last day of the closed period'),
  activeFrom: date('The first day of the project'),
  activeTo: date('The last day of the project'),
  week: z.optional(isoWeek),
  status: z.optional(z.string().check(z.describe('The status that the week has'))),
  action: z.optional(z.string().check(z.describe('What was to be done with the week'))),
  project: z.optional(z.string()),
  scope: z.optional(z.string().check(z.describe('The scope that is missing'))),
  minimum: z.optional(z.number().check(z.describe('The least that is allowed'))),
  maximum: z.optional(z.number().check(z.describe('The most that is allowed, of text in characters'))),
  allowed: z.optional(z.array(z.string()).check(z.describe('The values that are allowed'))),
}

const factsSchema = z.object(factMembers)
export type Facts = Readonly<z.infer<typeof factsSchema>>
