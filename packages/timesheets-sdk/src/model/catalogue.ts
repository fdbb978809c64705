import * as z from 'zod/mini'
import { calendarDate, timestamp } from './calendar-schemas.ts'
import { project as projectCode } from './entry.ts'
import { minutesFromHours } from './hours.ts'
import { isCurrency, isInMinorUnits } from './money.ts'
import { rateGroup } from './person.ts'
import { lineOfText, nameOf } from './text.ts'

const rate = z.number().check(z.minimum(0), z.maximum(1_000_000))

const rateFields = {
  currency: z.string().check(
    z.refine(isCurrency, {
      error: 'must be an ISO 4217 currency, such as EUR',
      params: { code: 'invalid_format' },
    }),
  ),
  employee: z.optional(rate),
  contractor: z.optional(rate),
  groups: z
    .optional(z.record(rateGroup, rate))
    .check(z.describe('Rates of people by the rateGroup of their terms. Others have the rate of their kind')),
}

/** The price of an hour, by the kind of person or their group. */
export const projectRatesSchema = z.object(rateFields)
export type ProjectRates = z.infer<typeof projectRatesSchema>

/** Rates and the day from which they count. */
export const datedRatesSchema = z.object({ from: calendarDate, ...rateFields })
export type DatedRates = Readonly<z.infer<typeof datedRatesSchema>>

const newRatesSchema = z
  .strictObject({
    ...rateFields,
    from: z
      .optional(calendarDate)
      .check(
        z.describe(
          'The day from which these rates count. Default: today (UTC); for a new project, the first day',
        ),
      ),
  })
  .check((payload) => {
    const { currency, employee, contractor, groups = {} } = payload.value
    if (!isCurrency(currency)) return
    const named = { employee, contractor }
    const all = [
      ...Object.entries(named).map(([name, value]) => ({ path: [name], value })),
      ...Object.entries(groups).map(([name, value]) => ({ path: ['groups', name], value })),
    ]
    for (const { path, value } of all) {
      if (value === undefined || isInMinorUnits(value, currency)) continue
      const message = `has more decimals than ${currency} has`
      payload.issues.push({
        code: 'custom',
        input: value,
        path,
        message,
        params: { code: 'invalid_value' },
      })
    }
  })

/** The hours of a budget: whole minutes, and more than none. */
const budgetHours = z.number().check(
  z.gt(0),
  z.maximum(1_000_000),
  z.refine((hours) => minutesFromHours(hours) !== undefined, {
    error: 'must be whole minutes',
    params: { code: 'invalid_value' },
  }),
)

const projectFields = {
  name: lineOfText(200),
  client: z.optional(lineOfText(200)).check(z.describe('The customer the work is for')),
  activeFrom: z.optional(calendarDate),
  activeTo: z.optional(calendarDate).check(z.describe('The last day, inclusive')),
  budgetHours: z
    .optional(budgetHours)
    .check(z.describe('The planned hours of all people together. Informs only: no entry is rejected')),
}

/** The body of `PUT /projects/{code}`. */
export const newProjectSchema = z
  .strictObject({
    ...projectFields,
    client: z.optional(nameOf(200)).check(z.describe('The customer the work is for')),
    rates: z
      .optional(newRatesSchema)
      .check(z.describe('Rates per hour. Without them the project has none from today on')),
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
  rates: z
    .optional(projectRatesSchema)
    .check(
      z.describe('The rates per hour of the present day, returned only to callers with manage:timesheets'),
    ),
  rateHistory: z
    .optional(z.array(datedRatesSchema))
    .check(z.describe('All rates by the day from which they count, the earliest first; as rates')),
  billable: z.boolean(),
  updatedAt: timestamp,
})
export type Project = z.infer<typeof projectSchema>

/** A project as callers without manage:timesheets see it. */
export function withoutRates({ rates: _, rateHistory: __, ...project }: Project): Project {
  return project
}
