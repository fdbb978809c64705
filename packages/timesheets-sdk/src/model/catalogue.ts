import * as z from 'zod/mini'
import { calendarDate, timestamp } from './calendar-schemas.ts'
import { project as projectCode } from './entry.ts'
import { lineOfText } from './text.ts'

const rate = z.number().check(z.minimum(0), z.maximum(1_000_000))

/** The price of an hour, by the kind of person. */
export const projectRatesSchema = z.strictObject({
  currency: z.string().check(
    z.refine((text) => /^[A-Z]{3}$/.test(text), {
      error: 'must be an ISO 4217 currency, such as EUR',
      params: { code: 'invalid_format' },
    }),
  ),
  employee: z.optional(rate),
  contractor: z.optional(rate),
})
export type ProjectRates = z.infer<typeof projectRatesSchema>

const projectFields = {
  name: lineOfText(200),
  client: z.optional(lineOfText(200)).check(z.describe('The customer the work is for')),
  activeFrom: z.optional(calendarDate),
  activeTo: z.optional(calendarDate).check(z.describe('The last day, inclusive')),
  rates: z
    .optional(projectRatesSchema)
    .check(z.describe('Rates per hour, returned only to callers with manage:timesheets')),
}

/** The body of `PUT /projects/{code}`. */
export const newProjectSchema = z
  .strictObject({
    ...projectFields,
    billable: z._default(z.boolean(), true).check(z.describe('The default for entries on this project')),
  })
  .check(
    z.refine(
      ({ activeFrom, activeTo }) =>
        activeFrom === undefined || activeTo === undefined || activeFrom <= activeTo,
      { error: 'is before activeFrom', path: ['activeTo'], params: { code: 'out_of_range' } },
    ),
  )
export type NewProject = z.input<typeof newProjectSchema>
export type ParsedProject = z.output<typeof newProjectSchema>

/** A project of the catalogue as the API returns it. */
export const projectSchema = z.object({
  code: projectCode,
  ...projectFields,
  billable: z.boolean(),
  updatedAt: timestamp,
})
export type Project = z.infer<typeof projectSchema>

/** The project that a request body creates or replaces. `nowMs`: milliseconds since the epoch. */
export function projectFrom(code: string, content: ParsedProject, nowMs: number): Project {
  return { code, ...content, updatedAt: new Date(nowMs).toISOString() }
}

/** A project as callers without manage:timesheets see it. */
export function withoutRates({ rates: _, ...project }: Project): Project {
  return project
}
