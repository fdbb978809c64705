import * as z from 'zod/mini'
import { calendarDate } from './calendar-schemas.ts'
import { project as projectCode } from './entry.ts'
import { lineOfText } from './text.ts'
import { timestamp } from './timestamp.ts'

const rate = z.number().check(z.minimum(0), z.maximum(1_000_000))

/** What an hour costs, by the kind of the person who works it. */
export const projectRatesSchema = z.strictObject({
  currency: z.string().check(
    z.refine((text) => /^[A-Z]{3}$/.test(text), {
      error: 'must be a currency of ISO 4217, as EUR',
      params: { code: 'invalid_format' },
    }),
  ),
  employee: z.optional(rate),
  contractor: z.optional(rate),
})
export type ProjectRates = z.infer<typeof projectRatesSchema>

const projectFields = {
  name: lineOfText(200),
  client: z.optional(lineOfText(200)).check(z.describe('For whom the work is')),
  activeFrom: z.optional(calendarDate),
  activeTo: z.optional(calendarDate).check(z.describe('The last day, included')),
  rates: z
    .optional(projectRatesSchema)
    .check(z.describe('Rates per hour: answered to those alone who keep the catalogue')),
}

/** A project of the catalogue, as `PUT /projects/{code}` takes it. */
export const newProjectSchema = z
  .strictObject({
    ...projectFields,
    billable: z._default(z.boolean(), true).check(z.describe('What entries are when they do not say')),
  })
  .check(
    z.refine(
      ({ activeFrom, activeTo }) =>
        activeFrom === undefined || activeTo === undefined || activeFrom <= activeTo,
      { error: 'lies before activeFrom', path: ['activeTo'], params: { code: 'out_of_range' } },
    ),
  )
export type NewProject = z.input<typeof newProjectSchema>
export type ParsedProject = z.output<typeof newProjectSchema>

/** A project of the catalogue as the API answers it. */
export const projectSchema = z.object({
  code: projectCode,
  ...projectFields,
  billable: z.boolean(),
  updatedAt: timestamp,
})
export type Project = z.infer<typeof projectSchema>

/** The project that the catalogue has after content was put. `nowMs`: milliseconds since the epoch. */
export function projectFrom(code: string, content: ParsedProject, nowMs: number): Project {
  return { code, ...content, updatedAt: new Date(nowMs).toISOString() }
}

/** A project as those see it who do not keep the catalogue. */
export function withoutRates({ rates: _, ...project }: Project): Project {
  return project
}
